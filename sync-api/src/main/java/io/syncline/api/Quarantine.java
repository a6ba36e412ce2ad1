package io.syncline.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stored record is hidden from searches, because it was deleted in the source. Both instants are truncated to
 * milliseconds.
 *
 * @param since when it was put in quarantine, by the clock of the metadata store
 * @param until when the grace period ends, after which a cleanup deletes it; not before {@code since}
 */
public record Quarantine(Instant since, Instant until) {

    /**
     * Truncates both instants.
     *
     * @throws IllegalArgumentException if it would end before it starts
     */
    public Quarantine {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("A quarantine that starts at " + since + " cannot end at " + until);
        }
    }

    /**
     * A quarantine with a grace period.
     *
     * @param since when it starts
     * @param grace how long it lasts, not negative
     */
    public static Quarantine of(Instant since, Duration grace) {
        return new Quarantine(since, since.plus(grace));
    }

    /**
     * Whether the grace period is over, which it is from {@link #until} on.
     *
     * @param now the time by the clock of the metadata store
     */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
