package io.syncline.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A complete answer over HTTP, whose body can be read once.
 *
 * @param status its status
 * @param headers its headers
 * @param raw its body as sent
 * @param maxBytes how far the body may unpack
 */
record Answer(int status, HttpHeaders headers, InputStream raw, long maxBytes) {

    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,9}");
    private static final int EXCERPT = 16 * 1024;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    InputStream body() throws IOException {
        boolean packed = headers.firstValue("Content-Encoding")
                .map(coding -> coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"))
                .orElse(false);
        return packed ? new LimitedStream(new GZIPInputStream(raw, 16 * 1024), maxBytes) : raw;
    }

    /** The beginning of the body. */
    String excerpt() {
        try (InputStream body = body()) {
            return new String(body.readNBytes(EXCERPT), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** How long the service asks to be left alone; a date counts from the service's own clock. */
    Optional<Duration> retryAfter() {
        Optional<Duration> millis = header("Retry-After-Ms")
                .filter(text -> SHORT_NUMBER.matcher(text).matches())
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
        return millis.isPresent() ? millis : header("Retry-After").flatMap(this::retryAfter);
    }

    private Optional<Duration> retryAfter(String text) {
        if (SHORT_NUMBER.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Optional<Instant> then = date(text);
        Optional<Instant> now = header("Date").flatMap(Answer::date);
        return then.isEmpty() || now.isEmpty() || then.get().isBefore(now.get())
                ? Optional.empty()
                : Optional.of(Duration.between(now.get(), then.get()));
    }

    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
