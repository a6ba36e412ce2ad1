package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of one host: apart from the time by a constant, and by an error from the time at which somebody sets it wrong. */
final class SimClock implements InstantSource {

    private final VirtualTime time;
    private final Duration skew;
    private Duration error = Duration.ZERO;
    private long jumpedAt = Long.MIN_VALUE;

    SimClock(VirtualTime time, Duration skew) {
        this.time = time;
        this.skew = skew;
    }

    @Override
    public Instant instant() {
        return time.instant().plus(skew).plus(error);
    }

    /** Sets the clock wrong by so much, or right again. */
    void jump(Duration by) {
        error = by;
        jumpedAt = time.nanos();
    }

    boolean isRight() {
        return error.isZero();
    }

    boolean isBehind() {
        return error.isNegative();
    }

    boolean hasEverJumped() {
        return jumpedAt > Long.MIN_VALUE;
    }

    /** Whether the clock has jumped since a time, in virtual nanoseconds. */
    boolean hasJumpedSince(long nanos) {
        return jumpedAt >= nanos;
    }
}
