package io.syncline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {

    private Instant now;

    /**
     * A clock that shows a given time.
     *
     * @param start the time
     */
    public ManualClock(Instant start) {
        now = start;
    }

    /**
     * Moves the clock.
     *
     * @param by how far; backwards if negative
     */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /**
     * Sets the clock.
     *
     * @param time the new time
     */
    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public String toString() {
        return "ManualClock[" + instant() + "]";
    }
}
