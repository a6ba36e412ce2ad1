package io.syncline.embedding.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A complete HTTP response. Its body can be read once.
 *
 * @param status the status code
 * @param headers the headers
 * @param raw the body as sent
 * @param maxBytes the limit of the decompressed body
 */
record ServiceResponse(int status, HttpHeaders headers, InputStream raw, long maxBytes) {

    private static final int EXCERPT = 16 * 1024;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    InputStream body() throws IOException {
        boolean compressed = headers.firstValue("Content-Encoding")
                .map(coding -> coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"))
                .orElse(false);
        return compressed ? new LimitedInputStream(new GZIPInputStream(raw, EXCERPT), maxBytes) : raw;
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
