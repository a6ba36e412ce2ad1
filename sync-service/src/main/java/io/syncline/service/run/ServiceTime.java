package io.syncline.service.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** What time it is, and how calls wait, so that tests can do without waiting. Thread-safe. */
public interface ServiceTime {

    /** The present time. */
    Instant now();

    /** Nanoseconds since any fixed point. */
    long nanos();

    /**
     * Waits until an event happens or a time has passed.
     *
     * @param event completes in any way when it happens
     * @param most the time
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void await(CompletableFuture<?> event, Duration most) throws InterruptedException;

    /** The time of this computer. */
    static ServiceTime system() {
        return SystemTime.INSTANCE;
    }
}
