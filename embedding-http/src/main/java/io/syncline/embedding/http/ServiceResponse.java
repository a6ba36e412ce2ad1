package io.syncline.embedding.http;

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
 * @param content opens the decompressed body from its beginning; reading fails beyond the limit of its size
 */
record ServiceResponse(int status, HttpHeaders headers, Content content) {

    /** The body of a response. */
    interface Content {

        InputStream open() throws IOException;
    }

    private static final int EXCERPT = 16 * 1024;

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    boolean isSuccess() {
        return isSuccess(status);
    }

    InputStream body() throws IOException {
        return content.open();
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
