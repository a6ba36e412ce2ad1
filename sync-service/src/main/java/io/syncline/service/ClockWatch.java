package io.syncline.service;

import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.time.Instant;

/** Notices that the clock was set back, which makes all that is due by it late. Not thread-safe. */
final class ClockWatch {

    private final ServiceTime time;
    private Instant before;
    private long beforeNanos;

    ClockWatch(ServiceTime time) {
        this.time = time;
        this.before = time.now();
        this.beforeNanos = time.nanos();
    }

    /** By how much the clock was set back since the last call; negative if it was set forward. */
    Duration setBack() {
        Instant now = time.now();
        long nanos = time.nanos();
        Duration back = Duration.between(now, before.plusNanos(nanos - beforeNanos));
        before = now;
        beforeNanos = nanos;
        return back;
    }
}
