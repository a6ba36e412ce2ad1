package io.syncline.odoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer over HTTP, complete.
 *
 * @param status its status
 * @param headers the first value of each header; the map finds names in any case
 * @param chunks its body as sent
 * @param limit the most bytes that the body may have once unpacked
 */
record HttpAnswer(int status, Map<String, String> headers, List<ByteBuffer> chunks, long limit) {

    private static final int EXCERPT = 200;

    /** The value of a header, the first if there are several. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body, unpacked. Reading beyond the limit throws {@link WireBody.TooLarge}. */
    AnswerStream body() throws IOException {
        InputStream raw = new ChunkStream(chunks);
        boolean packed = header("Content-Encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
        return new AnswerStream(packed ? new GZIPInputStream(raw, 8192) : raw, limit);
    }

    /** Whether the body is said to be of a kind, such as {@code xml}. */
    boolean isA(String kind) {
        return header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).contains(kind))
                .orElse(false);
    }

    /** The server's clock when it answered. */
    Optional<Instant> date() {
        return header("Date").map(HttpAnswer::httpDate);
    }

    /** How long the server asks to be left alone. */
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
