package io.syncline.springai;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response that an exception of a client library keeps, such as those of OpenAI's, which Spring AI's models of OpenAI throw. They are
 * read by the names of their methods ({@code statusCode()}, {@code headers()}, {@code code()}), since none of these libraries is on the
 * class path here.
 *
 * @param status the status
 * @param headers an object with a method {@code values(String)}; null if there is none
 * @param body of the body, the code of the error; empty if there is none
 */
record ClientResponse(int status, @Nullable Object headers, String body) {

    /** The response of an exception; empty if it keeps none. */
    static Optional<ClientResponse> of(Throwable failure) {
        return call(failure, "statusCode")
                .filter(Integer.class::isInstance)
                .map(status -> new ClientResponse(
                        (Integer) status,
                        call(failure, "headers").orElse(null),
                        code(failure)
                                .map(code -> "{\"code\": \"" + code + "\"}")
                                .orElse("")));
    }

    private static Optional<Object> code(Throwable failure) {
        return call(failure, "code")
                .flatMap(code -> code instanceof Optional<?> optional ? optional : Optional.of(code));
    }

    /** The first value of a header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers)
                .flatMap(found -> call(found, "values", name))
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
