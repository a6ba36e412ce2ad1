package io.syncline.api.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are dates or times, of the forms that {@link Condition} names. Immutable. */
public final class TimeTexts {

    private static final int DATE_LENGTH = 10;

    private static final Pattern DATE = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Pattern TIME =
            Pattern.compile(DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])");

    /** What people and other programs write instead. */
    private static final Pattern LOOSE_TIME = Pattern.compile(
            "(" + DATE + ")[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?");

    private static final Pattern LIKE_TIME = Pattern.compile("[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}");

    private TimeTexts() {}

    /**
     * The point in time that a stored text is.
     *
     * @return a moment of whole microseconds; empty if the text is neither a date nor a time
     */
    public static Optional<Instant> moment(String text) {
        try {
            if (text.length() == DATE_LENGTH && DATE.matcher(text).matches()) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return text.length() > DATE_LENGTH && TIME.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS))
                    : Optional.empty();
        } catch (DateTimeException e) {
            // such as the 30th of February
            return Optional.empty();
        }
    }

    /** Whether a text has the form of a date or time, perhaps of a day that there is not. */
    static boolean looksLikeTime(String text) {
        return LIKE_TIME.matcher(text).lookingAt();
    }

    /** A time that somebody wrote, as Syncline stores it; empty if the text is no time. */
    static Optional<String> canonical(String text) {
        Matcher time = LOOSE_TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String seconds = time.group(3) == null ? ":00" : time.group(3);
        String offset = time.group(4) == null ? "Z" : time.group(4);
        String complete = time.group(1) + "T" + time.group(2) + seconds + offset;
        return moment(complete)
                .map(moment -> OffsetDateTime.parse(complete).toInstant().toString());
    }
}
