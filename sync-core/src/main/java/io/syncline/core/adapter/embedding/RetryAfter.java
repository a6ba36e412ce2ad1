package io.syncline.core.adapter.embedding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Parses {@code Retry-After}, and {@code Retry-After-Ms}, which takes precedence. A date is relative to the {@code Date}
 * of the same response, so the clock of this machine does not matter. Some services have it in the body. A malformed value counts
 * as none.
 */
public final class RetryAfter {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

    private RetryAfter() {}

    /**
     * The wait that a response asks for in its headers.
     *
     * @param headers the value of a header by its name
     * @return the wait; empty if it asks for none
     */
    public static Optional<Duration> of(Function<String, Optional<String>> headers) {
        Optional<Duration> millis = headers.apply("Retry-After-Ms")
                .filter(RetryAfter::isNumber)
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
        return millis.isPresent()
                ? millis
                : headers.apply("Retry-After").flatMap(text -> parse(text, headers.apply("Date")));
    }

    /**
     * The wait that the body of an error asks for, in seconds such as {@code 18s} or {@code 0.5s}.
     *
     * @param text the text of the member
     * @return the wait; empty if the text is none
     */
    public static Optional<Duration> ofBody(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofMillis(new BigDecimal(text.substring(0, text.length() - 1))
                        .movePointRight(3)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact()))
                : Optional.empty();
    }

    /** For the end of a message. */
    public static String advice(Duration wait) {
        return "; retry after " + wait.plusMillis(999).toSeconds() + " s, as the service asks";
    }

    private static Optional<Duration> parse(String text, Optional<String> serverDate) {
        if (isNumber(text)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return serverDate
                .flatMap(RetryAfter::date)
                .flatMap(now -> date(text).map(then -> Duration.between(now, then)))
                .filter(wait -> !wait.isNegative());
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
