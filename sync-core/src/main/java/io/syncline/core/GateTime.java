package io.syncline.core;

import io.github.bucket4j.TimeMeter;

/** The time at an {@link EmbedGate}, as its last caller told it. Not thread-safe: guarded by the gate. */
final class GateTime implements TimeMeter {

    private boolean started;
    private long now;

    /** Goes on to a later time; answers by how much. */
    long advance(long told) {
        long before = started ? now : told;
        started = true;
        now = Math.max(before, told);
        return now - before;
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
