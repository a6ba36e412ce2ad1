package io.syncline.api.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What conditions compare with, and how. */
final class FilterValues {

    /** A name that needs no quotes, unless it is a keyword. */
    static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+(?:\\.[\\p{L}\\p{N}_]++)*+");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private FilterValues() {}

    static void requireName(String field) {
        if (field.isEmpty()) {
            throw new IllegalArgumentException("A condition must name an entry of the payload, but the name is empty");
        }
    }

    /** A value in the type in which payloads hold it. */
    static Object stored(String field, @Nullable Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        return moment(value).<Object>map(Instant::toString).orElseGet(() -> number(field, value));
    }

    /** A value in a type that has an order: a long, a double or an instant. */
    static Object ordered(String field, @Nullable Object value) {
        if (value instanceof LocalDate date) {
            // years beyond what an instant can hold are refused alike
            return bounded(
                    field,
                    date.getYear() >= 1 && date.getYear() <= 9999
                            ? date.atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.MAX);
        }
        if (value instanceof String text) {
            return TimeTexts.moment(text).orElseThrow(() -> unordered(field, text));
        }
        return moment(value)
                .<Object>map(exact -> bounded(field, exact).truncatedTo(ChronoUnit.MICROS))
                .orElseGet(() -> number(field, value));
    }

    private static IllegalArgumentException unordered(String field, String text) {
        return new IllegalArgumentException(
                TimeTexts.looksLikeTime(text)
                        ? "'" + text + "', to which '" + field
                                + "' is compared, is no date or time: there is no such day," + " hour, offset or year"
                        : "'" + field
                                + "' can only be less or greater than a number, a date such as 2026-11-30 or a time"
                                + " such as 2026-11-30T09:30:00Z, not than '" + text
                                + "'. Texts have no order: use = or in");
    }

    private static Instant bounded(String field, Instant moment) {
        if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
            throw new IllegalArgumentException(
                    "'" + field + "' can only be compared with dates and times from year 0001 to 9999");
        }
        return moment;
    }

    private static Optional<Instant> moment(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        if (value instanceof ZonedDateTime time) {
            return Optional.of(time.toInstant());
        }
        return value instanceof Instant instant ? Optional.of(instant) : Optional.empty();
    }

    private static Object number(String field, @Nullable Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if ((value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue())) {
            return ((Number) value).doubleValue();
        }
        throw new IllegalArgumentException(
                "'" + field + "' can be compared with texts, whole numbers of 64 bits, finite"
                        + " doubles, booleans, dates and points in time, not with "
                        + (value == null ? "null" : value.getClass().getName() + " " + value));
    }

    /** What is compared of an entry: its value, or the elements of its list. */
    static Stream<?> elements(Map<String, ?> payload, String field) {
        Object stored = payload.get(field);
        return stored instanceof List<?> list ? list.stream() : Stream.ofNullable(stored);
    }

    static boolean equal(Object element, Object value) {
        return (element instanceof Number number && value instanceof Number other)
                ? exact(number).compareTo(exact(other)) == 0
                : element.equals(value);
    }

    /** A number with all its digits, so that longs and doubles are compared without rounding. */
    static BigDecimal exact(Number number) {
        return number instanceof Double ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
    }

    /** A name as {@link Condition#parse} reads it. */
    static String written(String field) {
        return PLAIN_NAME.matcher(field).matches() && !Keyword.isKeyword(field)
                ? field
                : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** A value as {@link Condition#parse} reads it. */
    static String literal(Object value) {
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
    }
}
