package io.syncline.odoo.testserver;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on points in time. Up to 18 the database compares microseconds; 19 truncates the given time to the second
 * and compares whole seconds.
 */
final class MomentCondition {
    private final OdooVersion version;
    private final Function<Row, @Nullable Object> value;

    MomentCondition(OdooVersion version, Function<Row, @Nullable Object> value) {
        this.version = version;
        this.value = value;
    }

    Predicate<Row> equal(Object given, boolean wanted) {
        LocalDateTime from = literal(given, "=");
        LocalDateTime to = version == OdooVersion.V19 ? from.plusSeconds(1) : from.plusNanos(1);
        return row -> {
            LocalDateTime time = (LocalDateTime) value.apply(row);
            return (time != null && !time.isBefore(from) && time.isBefore(to)) == wanted;
        };
    }

    Predicate<Row> compared(String operator, Object given) {
        LocalDateTime expected = literal(given, operator);
        boolean nextSecond = version == OdooVersion.V19 && (operator.equals(">") || operator.equals("<="));
        LocalDateTime bound = nextSecond ? expected.plusSeconds(1) : expected;
        IntPredicate holds = ValueCondition.holds(!nextSecond ? operator : operator.equals(">") ? ">=" : "<");
        return row -> {
            LocalDateTime time = (LocalDateTime) value.apply(row);
            return time != null && holds.test(time.compareTo(bound));
        };
    }

    /** A date without a time means the end of the day for greater and for less-or-equal, else the start. */
    private LocalDateTime literal(Object given, String operator) {
        String text = given.toString();
        if (version == OdooVersion.V19 && Moments.hasZone(text)) {
            throw OdooError.value("expecting only datetimes with no timezone");
        }
        LocalDateTime time = Moments.parse(text);
        if (Moments.isDayOnly(text) && (operator.equals(">") || operator.equals("<="))) {
            time = time.plusDays(1).minusSeconds(1);
        }
        return version == OdooVersion.V19 ? time.truncatedTo(ChronoUnit.SECONDS) : time;
    }
}
