package io.syncline.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers, times and texts for people. */
public final class Text {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Text() {}

    /**
     * A number with thousands separators.
     *
     * @param value the number
     * @return such as {@code 74,952}
     */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * A number with its unit.
     *
     * @param value the number
     * @param thing the unit, in the singular
     * @return such as {@code 1 record} or {@code 3,000 records}
     */
    public static String count(long value, String thing) {
        return number(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /**
     * A measured duration.
     *
     * @param time the time
     * @return such as {@code 85 ms}, {@code 12.4 s} or {@code 3 min 20 s}
     */
    public static String duration(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : rough(time);
    }

    /**
     * A rough duration.
     *
     * @param time the time
     * @return such as {@code 5 s}, {@code 3 min 20 s} or {@code 2 h 5 min}
     */
    public static String rough(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /**
     * An instant, to the minute.
     *
     * @param time the instant
     * @return such as {@code 2026-11-23 14:05 UTC}
     */
    public static String time(Instant time) {
        return MINUTES.format(time);
    }

    /**
     * A text on one line, cut to a width.
     *
     * @param text any text
     * @param width the largest number of characters
     * @return the text, or its start and three dots
     */
    public static String fit(String text, int width) {
        String line = text.replaceAll("\\s*\\R\\s*", " | ");
        int length = line.codePointCount(0, line.length());
        if (length <= Math.max(width, 0)) {
            return line;
        }
        int end = line.offsetByCodePoints(0, Math.max(width - 3, 0));
        return line.substring(0, end) + "...".substring(0, Math.min(3, Math.max(width, 0)));
    }

    static String rate(double perSecond) {
        return perSecond >= 10 ? number(Math.round(perSecond)) : String.format(Locale.ROOT, "%.1f", perSecond);
    }
}
