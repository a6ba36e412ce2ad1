package io.syncline.odoo;

import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.core.adapter.http.HttpBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A complete response over HTTP.
 *
 * @param status the status code
 * @param headers the headers
 * @param content the body
 * @param limit the maximum size of the decompressed body in bytes
 */
record HttpAnswer(int status, HttpHeaders headers, HttpBody content, long limit) {

    private static final int EXCERPT = 200;

    /** The first value of a header. */
    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The decompressed body. Reading beyond the limit throws {@link BodyTooLargeException}. */
    AnswerStream body() throws IOException {
        return new AnswerStream(content.content(headers, limit));
    }

    /** Whether the content type contains a word, such as {@code xml}. */
    boolean isA(String kind) {
        return header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).contains(kind))
                .orElse(false);
    }

    /** The server's clock when it answered. */
    Optional<Instant> date() {
        return header("Date").map(HttpAnswer::httpDate);
    }

    /** How long to wait before the next request, if the server states it. */
    Optional<Duration> retryAfter(Instant now) {
        return header("Retry-After").map(String::strip).flatMap(value -> {
            if (!value.isEmpty() && value.length() < 10 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            Instant then = httpDate(value);
            return then == null || then.isBefore(now) ? Optional.empty() : Optional.of(Duration.between(now, then));
        });
    }

    private static @Nullable Instant httpDate(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    /** Status and beginning of the body, for messages. */
    String summary() {
        String excerpt = excerpt();
        return "HTTP " + status + (excerpt.isEmpty() ? "" : " (" + excerpt + ")");
    }

    private String excerpt() {
        try (InputStream body = body()) {
            String text = new String(body.readNBytes(4 * EXCERPT), StandardCharsets.UTF_8);
            String line =
                    text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
            return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
        } catch (IOException unreadable) {
            return "";
        }
    }
}
