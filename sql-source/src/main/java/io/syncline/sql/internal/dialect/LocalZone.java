package io.syncline.sql.internal.dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * The zone of times that have none: the one that was configured, or UTC with the reserve that the application may stamp them in any
 * other one. So no change is missed before somebody says what the zone is.
 *
 * @param id the zone
 * @param isGiven whether somebody has said that this is the zone
 */
public record LocalZone(ZoneId id, boolean isGiven) {

    /** UTC, since nobody has said what the zone is. */
    public static final LocalZone ASSUMED = new LocalZone(ZoneOffset.UTC, false);

    /** How far the clocks of the westernmost zone are behind UTC. */
    private static final Duration WEST = Duration.ofHours(12);

    /** The zone that somebody has named. */
    public static LocalZone of(ZoneId zone) {
        return new LocalZone(zone, true);
    }

    /**
     * The least time that a clock on the wall shows at or after an instant: when it is set back, it repeats an hour.
     */
    LocalDateTime least(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, id);
        ZoneOffsetTransition next = id.getRules().nextTransition(instant);
        LocalDateTime least = next != null && next.getDateTimeAfter().isBefore(local) ? next.getDateTimeAfter() : local;
        return isGiven ? least : least.minus(WEST);
    }

    /** The day of an instant, which began before it: a column of days does not say when in the day a row has changed. */
    LocalDate day(Instant instant) {
        return least(instant).toLocalDate();
    }

    /** The instant at which a clock on the wall shows a time. */
    Instant instant(LocalDateTime time) {
        return time.atZone(id).toInstant();
    }
}
