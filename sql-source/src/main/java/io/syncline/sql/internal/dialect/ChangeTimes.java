package io.syncline.sql.internal.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Change times that most databases have. */
final class ChangeTimes {

    /** Beyond it are times that stand for infinity. */
    private static final long GREATEST_SECOND = 253_402_300_799L;

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
    record Day(String selected, ZoneId zone) implements ChangeTime {

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            LocalDate day = row.getObject(index, LocalDate.class);
            return day == null ? 0 : version(day.atStartOfDay(zone).toInstant());
        }

        @Override
        public SqlText notBefore(Instant instant) {
            LocalDate bound = day(instant, zone);
            return new SqlText().add(selected + " >= ?", (statement, index) -> statement.setObject(index, bound));
        }
    }

    /** A timestamp without a time zone, in the zone that was configured. */
    record Local(String selected, ZoneId zone) implements ChangeTime {

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            LocalDateTime time = row.getObject(index, LocalDateTime.class);
            return time == null ? 0 : version(time.atZone(zone).toInstant());
        }

        @Override
        public SqlText notBefore(Instant instant) {
            LocalDateTime bound = leastLocal(instant, zone);
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
