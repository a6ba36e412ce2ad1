package io.syncline.core.internal.cluster;

import io.syncline.api.failure.LostRaceException;
import io.syncline.core.cluster.RangeGrant;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Until when a grant is valid beyond doubt, by the clock of its worker. It is not before it was renewed once: how long ago it was
 * issued is not known here. Thread-safe.
 */
final class GrantValidity {

    /** The share of a grant at its end in which no write is started any more. */
    private static final int MARGIN = 10;

    private final LongSupplier nanoTime;
    private volatile long untilNanos;

    /**
     * A grant that is not valid yet.
     *
     * @param nanoTime a clock that a pause of the process does not stop
     */
    GrantValidity(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.untilNanos = nanoTime.getAsLong();
    }

    /**
     * The grant is valid for longer.
     *
     * @param askedNanos when that was asked for
     */
    void renewed(long askedNanos, Duration validFor) {
        untilNanos = askedNanos + validFor.toNanos() - validFor.toNanos() / MARGIN;
    }

    void revoked() {
        untilNanos = nanoTime.getAsLong();
    }

    boolean isValid() {
        return nanoTime.getAsLong() - untilNanos < 0;
    }

    static LostRaceException lost(RangeGrant grant) {
        return new LostRaceException("The grant of records of " + grant.model() + " in " + grant.source()
                + " was not renewed in time or was revoked; another worker gets the range, and this one writes nothing"
                + " more of it");
    }
}
