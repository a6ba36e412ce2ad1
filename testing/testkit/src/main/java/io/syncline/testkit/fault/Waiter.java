package io.syncline.testkit.fault;

import java.time.Duration;

/** Lets a call wait, on whatever clock the test runs by. */
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
