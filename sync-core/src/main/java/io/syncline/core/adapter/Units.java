package io.syncline.core.adapter;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 10m} and sizes such as {@code 32MiB}. */
public final class Units {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|min|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITTEN = Pattern.compile("\\bPT[-0-9HMS.]*[HMS]");
    private static final int NANOS_OF_MILLI = 1_000_000;

    /** Seconds by unit, the largest first. */
    private static final Map<String, Long> STEPS = new TreeMap<>(Map.of("d", 86_400L, "h", 3_600L, "m", 60L));

    private static final Map<String, Integer> SHIFTS = Map.of("b", 0, "kib", 10, "mib", 20, "gib", 30);

    private Units() {}

    /**
     * Reads a duration.
     *
     * @param text a number and one of {@code ms}, {@code s}, {@code m} or {@code min}, {@code h}, {@code d}; or 0
     * @return the duration, or empty if the text is not a duration
     */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (text.strip().equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        return matcher.matches()
                ? Optional.of(duration(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /**
     * Replaces durations as Java writes them by the form that is read here.
     *
     * @param message a text with durations such as {@code PT24H}
     * @return the text, with {@code 1d} there
     */
    public static String inMessage(String message) {
        return WRITTEN.matcher(message).replaceAll(found -> text(found.group()));
    }

    private static String text(String written) {
        Duration duration;
        try {
            duration = Duration.parse(written);
        } catch (DateTimeParseException e) {
            return written;
        }
        if (duration.getNano() % NANOS_OF_MILLI != 0) {
            return written;
        }
        long seconds = duration.getSeconds();
        if (duration.getNano() != 0) {
            return seconds < Integer.MAX_VALUE ? duration.toMillis() + "ms" : written;
        }
        if (seconds == 0) {
            return "0";
        }
        return STEPS.entrySet().stream()
                .filter(step -> seconds % step.getValue() == 0)
                .findFirst()
                .map(step -> seconds / step.getValue() + step.getKey())
                .orElse(seconds + "s");
    }

    static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        int shift = SHIFTS.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 0);
        return amount <= Long.MAX_VALUE >> shift ? Optional.of(amount << shift) : Optional.empty();
    }
}
