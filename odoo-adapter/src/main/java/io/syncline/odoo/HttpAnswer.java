package io.syncline.odoo;

import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.core.adapter.http.HttpBody;
import io.syncline.core.adapter.http.WebPage;
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
    private static final int BEGINNING = 8000;

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

    /** The title of a page for people, or its text if it has none; empty if the body is no page. */
    Optional<String> pageTitle() {
        return WebPage.titleOf(beginning()).map(HttpAnswer::shortened);
    }

    /** Status and title or beginning of the body, for messages. */
    String summary() {
        String excerpt = pageTitle().orElseGet(this::excerpt);
        return "HTTP " + status + (excerpt.isEmpty() ? "" : " (" + excerpt + ")");
    }

    private String excerpt() {
        return shortened(
                beginning().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip());
    }

    private static String shortened(String line) {
        return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
    }

    private String beginning() {
        try (InputStream body = body()) {
            return new String(body.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
