package io.syncline.benchmarks.odoo;

import io.syncline.core.adapter.http.HttpBody;
import io.syncline.odoo.OdooRecordSource;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes responses with the Odoo adapter's codec, which is not public: hence the method handles. Thread-safe. */
final class AdapterDecoding {

    private static final MethodHandle NEW_ANSWER;
    private static final MethodHandle DECODE;
    private static final MethodHandle VALUE;
    private static final Object CODEC;

    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    static {
        try {
            MethodHandles.Lookup adapter =
                    MethodHandles.privateLookupIn(OdooRecordSource.class, MethodHandles.lookup());
            Class<?> codec = adapter.findClass("io.syncline.odoo.XmlRpcCodec");
            Class<?> answer = adapter.findClass("io.syncline.odoo.HttpAnswer");
            CODEC = adapter.findConstructor(codec, MethodType.methodType(void.class))
                    .invoke();
            NEW_ANSWER = adapter.unreflectConstructor(answer.getDeclaredConstructors()[0])
                    .asType(MethodType.methodType(
                            Object.class, int.class, HttpHeaders.class, HttpBody.class, long.class));
            MethodHandle decode = adapter.unreflect(codec.getDeclaredMethod("answer", answer));
            VALUE = adapter.unreflect(decode.type().returnType().getDeclaredMethod("value"))
                    .asType(MethodType.methodType(Object.class, Object.class));
            DECODE = decode.asType(MethodType.methodType(Object.class, Object.class, Object.class));
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Nullable Object decode(byte[] body) {
        try {
            Object answer = (Object) NEW_ANSWER.invokeExact(
                    200, NO_HEADERS, new HttpBody(List.of(ByteBuffer.wrap(body))), Long.MAX_VALUE);
            Object decoded = (Object) DECODE.invokeExact(CODEC, answer);
            return (Object) VALUE.invokeExact(decoded);
        } catch (Throwable e) {
            throw new IllegalStateException("The adapter cannot decode the page", e);
        }
    }
}
