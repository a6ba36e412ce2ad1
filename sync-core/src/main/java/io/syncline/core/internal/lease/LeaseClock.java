package io.syncline.core.internal.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a lease is relied on.
 *
 * @param ttl its time to live after each renewal
 * @param nanoTime the clock that this process measures with; a pause of the process does not stop it
 */
record LeaseClock(Duration ttl, LongSupplier nanoTime) {

    /** The share of the lease at its end in which no write is started any more. */
    private static final int MARGIN = 10;

    long now() {
        return nanoTime.getAsLong();
    }

    /** Until when a lease is valid beyond doubt that was asked for at a time. */
    long validUntil(long sentNanos) {
        return sentNanos + ttl.toNanos() - ttl.toNanos() / MARGIN;
    }
}
