package io.syncline.sql.internal.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.BiFunction;

/** Change times that most databases have. */
final class ChangeTimes {

    /** Beyond it are times that stand for infinity. */
    private static final long GREATEST_SECOND = 253_402_300_799L;

    private static final Shown<LocalDate> DAY = new Shown<>(LocalDate.class, ChangeTimes::day, LocalDate::atStartOfDay);

    private static final Shown<LocalDateTime> TIME =
            new Shown<>(LocalDateTime.class, ChangeTimes::leastLocal, LocalDateTime::atZone);

    private ChangeTimes() {}

    /** Milliseconds as a version: 0 is kept for rows without a change time. */
    static long version(Instant instant) {
        long second = instant.getEpochSecond();
        return second > GREATEST_SECOND ? GREATEST_SECOND * 1000 : second < 0 ? 1 : Math.max(1, instant.toEpochMilli());
    }

    /**
     * The least time that a clock on the wall shows at or after an instant: when it is set back, it repeats an hour.
     */
    static LocalDateTime leastLocal(Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(instant);
        return next != null && next.getDateTimeAfter().isBefore(local) ? next.getDateTimeAfter() : local;
    }

    /** A timestamp with a time zone. */
    record Zoned(String selected) implements ChangeTime {

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
            return time == null ? 0 : version(time.toInstant());
        }

        @Override
        public SqlText notBefore(Instant instant) {
            OffsetDateTime bound = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            return new SqlText().add(selected + " >= ?", (statement, index) -> statement.setObject(index, bound));
        }
    }

    /** The day of an instant, which began before it: a column of days does not say when in the day a row has changed. */
    static LocalDate day(Instant instant, ZoneId zone) {
        return leastLocal(instant, zone).toLocalDate();
    }

    /** A day, in the zone that was configured. */
    static ChangeTime day(String selected, ZoneId zone) {
        return new Local<>(selected, zone, DAY);
    }

    /** A timestamp without a time zone, in the zone that was configured. */
    static ChangeTime local(String selected, ZoneId zone) {
        return new Local<>(selected, zone, TIME);
    }

    /**
     * What a calendar or clock shows.
     *
     * @param type what the driver reads and compares
     * @param least the least that it shows at or after an instant
     * @param begin when it begins to show something
     */
    private record Shown<T>(
            Class<T> type, BiFunction<Instant, ZoneId, T> least, BiFunction<T, ZoneId, ZonedDateTime> begin) {}

    private record Local<T>(String selected, ZoneId zone, Shown<T> shown) implements ChangeTime {

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            T time = row.getObject(index, shown.type());
            return time == null ? 0 : version(shown.begin().apply(time, zone).toInstant());
        }

        @Override
        public SqlText notBefore(Instant instant) {
            T bound = shown.least().apply(instant, zone);
            return new SqlText().add(selected + " >= ?", (statement, index) -> statement.setObject(index, bound));
        }
    }

    /** A whole number of seconds or milliseconds. */
    record Counted(String selected, ChronoUnit unit) implements ChangeTime {

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            long number = row.getLong(index);
            if (row.wasNull()) {
                return 0;
            }
            return unit == ChronoUnit.SECONDS
                    ? version(Instant.ofEpochSecond(Math.min(Math.max(number, 0), GREATEST_SECOND)))
                    : Math.max(1, number);
        }

        @Override
        public SqlText notBefore(Instant instant) {
            long bound = unit == ChronoUnit.SECONDS ? instant.getEpochSecond() : instant.toEpochMilli();
            return new SqlText().add(selected + " >= ?", (statement, index) -> statement.setLong(index, bound));
        }
    }
}
