package io.syncline.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a record is stored but hidden from searches, because the source no longer has it. Kept to the millisecond.
 *
 * @param since when it was put in quarantine, by the clock of the metadata store
 * @param until when its grace time is over, so that from then on a cleanup deletes it; not before {@code since}
 */
public record Quarantine(Instant since, Instant until) {

    /**
     * Cuts both to the millisecond.
     *
     * @throws IllegalArgumentException if it would end before it begins
     */
    public Quarantine {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("A quarantine since " + since + " cannot end " + until);
        }
    }

    /**
     * A quarantine for a grace time.
     *
     * @param since when it begins
     * @param grace how long it lasts, not negative
     * @return the quarantine
     */
    public static Quarantine of(Instant since, Duration grace) {
        return new Quarantine(since, since.plus(grace));
    }

    /**
     * Whether its grace time is over.
     *
     * @param now the time, by the clock of the metadata store
     * @return true from {@link #until} on
     */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
