package io.syncline.odoo;

import io.syncline.core.adapter.http.HttpBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Recorded answers of a real Odoo 18 with demo data. */
final class Captures {

    private Captures() {}

    static byte[] bytes(String name) {
        try (InputStream in = Captures.class.getResourceAsStream("/odoo18/" + name + ".response.xml")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    static HttpAnswer answer(byte[] body) {
        return new HttpAnswer(200, NO_HEADERS, new HttpBody(List.of(ByteBuffer.wrap(body))), Long.MAX_VALUE);
    }

    static XmlRpcAnswerReader.Answer decoded(String name) {
        return new XmlRpcCodec().answer(answer(bytes(name)));
    }

    static Object result(String name) {
        XmlRpcAnswerReader.Answer answer = decoded(name);
        if (answer.fault()) {
            throw new AssertionError(name + " is a fault");
        }
        return Objects.requireNonNull(answer.value());
    }

    static Object fault(String name) {
        XmlRpcAnswerReader.Answer answer = decoded(name);
        if (!answer.fault()) {
            throw new AssertionError(name + " is no fault");
        }
        return Objects.requireNonNull(answer.value());
    }

    static InputStream stream(String name) {
        return new ByteArrayInputStream(bytes(name));
    }
}
