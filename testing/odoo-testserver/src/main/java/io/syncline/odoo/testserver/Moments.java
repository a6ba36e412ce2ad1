package io.syncline.odoo.testserver;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as text, UTC. */
final class Moments {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6})\\d*)?)?)?\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)?\\s*");

    private Moments() {}

    static LocalDateTime of(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static LocalDateTime parse(String text) {
        Matcher parts = TEXT.matcher(text);
        try {
            if (parts.matches()) {
                return LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3))
                        .atTime(number(parts, 4), number(parts, 5), number(parts, 6), 1000 * micros(parts.group(7)));
            }
        } catch (DateTimeException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    static boolean isDayOnly(String text) {
        return !text.contains(":");
    }

    static boolean hasZone(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() && parts.group(8) != null;
    }

    /** Truncated to whole seconds; the year is not padded. */
    static String text(LocalDateTime time) {
        StringBuilder text = new StringBuilder(19).append(text(time.toLocalDate()));
        pad(text.append(' '), time.getHour());
        pad(text.append(':'), time.getMinute());
        pad(text.append(':'), time.getSecond());
        return text.toString();
    }

    static String text(LocalDate day) {
        StringBuilder text = new StringBuilder(10).append(day.getYear());
        pad(text.append('-'), day.getMonthValue());
        pad(text.append('-'), day.getDayOfMonth());
        return text.toString();
    }

    private static void pad(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int micros(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000").substring(0, 6));
    }

    private static OdooError invalid(String text) {
        return OdooError.internal(
                "psycopg2.errors.InvalidDatetimeFormat", "invalid input syntax for type timestamp: \"" + text + "\"\n");
    }
}
