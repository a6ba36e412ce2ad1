package io.syncline.testkit.fault;

import java.time.Duration;

/** Delays a call, by the clock of the test. */
@FunctionalInterface
public interface Waiter {

    /**
     * Returns when the time has passed.
     *
     * @param time how long
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    void await(Duration time) throws InterruptedException;
}
