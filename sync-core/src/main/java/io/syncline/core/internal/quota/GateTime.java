package io.syncline.core.internal.quota;

import io.github.bucket4j.TimeMeter;

/** The time at an {@link EmbedGate}, as its last caller told it. Not thread-safe: guarded by the gate. */
final class GateTime implements TimeMeter {

    private boolean started;
    private long now;

    /** Goes on to a later time. */
    void advance(long told) {
        now = started ? Math.max(now, told) : told;
        started = true;
    }

    long now() {
        return now;
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
