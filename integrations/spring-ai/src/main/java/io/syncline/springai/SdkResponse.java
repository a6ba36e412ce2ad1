package io.syncline.springai;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * The response that an exception of the client library of a service keeps, such as those of OpenAI's. They are read by the names of their
 * methods ({@code statusCode()}, {@code headers()}, {@code code()}), since none of these libraries is on the class path here.
 */
final class SdkResponse {

    private SdkResponse() {}

    static Optional<ClientResponse> of(Throwable failure) {
        return call(failure, "statusCode")
                .filter(Integer.class::isInstance)
                .map(status -> new ClientResponse(
                        (Integer) status,
                        name -> header(failure, name),
                        code(failure)
                                .map(code -> "{\"code\": \"" + code + "\"}")
                                .orElse("")));
    }

    private static Optional<Object> code(Throwable failure) {
        return call(failure, "code")
                .flatMap(code -> code instanceof Optional<?> optional ? optional : Optional.of(code));
    }

    private static Optional<String> header(Throwable failure, String name) {
        return call(failure, "headers")
                .flatMap(headers -> call(headers, "values", name))
                .filter(Collection.class::isInstance)
                .flatMap(values -> ((Collection<?>) values).stream().findFirst())
                .map(Object::toString);
    }

    /** What a public method returns; empty if there is none that can be called. */
    private static Optional<Object> call(Object target, String method, String... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return Optional.ofNullable(
                    target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
