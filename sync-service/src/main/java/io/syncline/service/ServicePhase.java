package io.syncline.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a service works, and how long it waits for its end. Thread-safe. */
final class ServicePhase {

    private Phase phase = Phase.NEW;
    private @Nullable Long deadline;

    private enum Phase {
        NEW,
        STARTED,
        STOPPED,
        CLOSED
    }

    /**
     * It is ready again if it was stopped.
     *
     * @param possible whether it can be
     * @return whether it was stopped
     * @throws IllegalStateException if it was closed, or was stopped and cannot be ready again
     */
    synchronized boolean reopen(boolean possible) {
        if (phase == Phase.CLOSED) {
            throw new IllegalStateException("The service is closed");
        }
        if (phase != Phase.STOPPED) {
            return false;
        }
        if (!possible) {
            throw new IllegalStateException(
                    "The signals of this service ended when it was stopped: build another service");
        }
        phase = Phase.NEW;
        deadline = null;
        return true;
    }

    /**
     * It works from now on.
     *
     * @throws IllegalStateException if it does already
     */
    synchronized void start() {
        if (phase == Phase.STARTED) {
            throw new IllegalStateException("The service was started before");
        }
        phase = Phase.STARTED;
    }

    synchronized void stop() {
        if (phase != Phase.CLOSED) {
            phase = Phase.STOPPED;
        }
    }

    synchronized void close() {
        phase = Phase.CLOSED;
    }

    /**
     * How much is left of the time that it waits for its end, counted from the first call since it was reopened.
     *
     * @param now the time in nanoseconds
     */
    synchronized Duration left(Duration most, long now) {
        if (deadline == null) {
            deadline = now + most.toNanos();
        }
        return Duration.ofNanos(Math.max(0, deadline - now));
    }
}
