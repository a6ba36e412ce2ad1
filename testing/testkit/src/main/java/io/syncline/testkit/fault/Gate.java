package io.syncline.testkit.fault;

import java.util.concurrent.TimeUnit;

/** Blocks calls until a test opens it. Once open, it stays open. Thread-safe. */
public final class Gate {

    /** Only ends a test that hangs. */
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

    private int arrivals;
    private boolean open;

    /** A closed gate. */
    public Gate() {}

    /** Releases all waiting and later calls. */
    public synchronized void open() {
        open = true;
        notifyAll();
    }

    /**
     * Returns when so many calls have arrived at the gate, waiting or already passed.
     *
     * @param count a number of calls
     * @throws AssertionError if they do not arrive within a minute
     */
    public synchronized void awaitArrivals(int count) {
        long deadline = System.nanoTime() + HANG_NANOS;
        while (arrivals < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("Only " + arrivals + " of " + count + " calls arrived at the gate");
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for " + count + " calls", e);
            }
        }
    }

    synchronized void pass() throws InterruptedException {
        arrivals++;
        notifyAll();
        while (!open) {
            wait();
        }
    }
}
