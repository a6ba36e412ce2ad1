package io.syncline.embedding.http;

import io.syncline.core.adapter.http.HttpBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A complete HTTP response.
 *
 * @param status the status code
 * @param headers the headers
 * @param content the body
 * @param maxBytes the limit of the decompressed body
 */
record ServiceResponse(int status, HttpHeaders headers, HttpBody content, long maxBytes) {

    private static final int EXCERPT = 16 * 1024;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    InputStream body() throws IOException {
        return content.content(headers, maxBytes);
    }

    /** The beginning of the body; empty if it cannot be read. */
    String excerpt() {
        try (InputStream body = body()) {
            return new String(body.readNBytes(EXCERPT), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }
}
