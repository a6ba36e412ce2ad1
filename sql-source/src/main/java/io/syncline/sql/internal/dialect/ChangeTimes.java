package io.syncline.sql.internal.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Change times that most databases have. */
final class ChangeTimes {

    /** Beyond it are times that stand for infinity. */
    private static final long GREATEST_SECOND = 253_402_300_799L;

    private static final Shown<LocalDate> DAY = new Shown<>(LocalDate.class, LocalZone::day, LocalDate::atStartOfDay);

    private static final Shown<LocalDateTime> TIME = new Shown<>(LocalDateTime.class, LocalZone::least, time -> time);

    private ChangeTimes() {}

    /** Milliseconds as a version: 0 is kept for rows without a change time. */
    static long version(Instant instant) {
        long second = instant.getEpochSecond();
        return second > GREATEST_SECOND ? GREATEST_SECOND * 1000 : second < 0 ? 1 : Math.max(1, instant.toEpochMilli());
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

    /** A day, in the zone that was configured. */
    static ChangeTime day(String selected, LocalZone zone) {
        return new Local<>(selected, zone, DAY);
    }

    /** A timestamp without a time zone, in the zone that was configured. */
    static ChangeTime local(String selected, LocalZone zone) {
        return new Local<>(selected, zone, TIME);
    }

    /**
     * What a calendar or clock shows.
     *
     * @param type what the driver reads and compares
     * @param least the least that it shows at or after an instant
     * @param begin when it begins to show something
     */
    private record Shown<T>(Class<T> type, BiFunction<LocalZone, Instant, T> least, Function<T, LocalDateTime> begin) {}

    private record Local<T>(String selected, LocalZone zone, Shown<T> shown) implements ChangeTime {

        @Override
        public boolean isAssumed() {
            return !zone.isGiven();
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            T time = row.getObject(index, shown.type());
            return time == null ? 0 : version(zone.instant(shown.begin().apply(time)));
        }

        @Override
        public SqlText notBefore(Instant instant) {
            T bound = shown.least().apply(zone, instant);
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
