package io.syncline.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Repeats a command in a fixed period, counted from start to start. A round that takes longer than the period is followed by
 * one more at once; starts that were missed meanwhile are not made up for.
 */
final class Repetition {

    private final Duration period;
    private final BooleanSupplier stopping;
    private final LongSupplier nanos;
    private final Sleep sleep;

    /** Waits; a test counts the time instead. */
    @FunctionalInterface
    interface Sleep {
        void nanos(long time) throws InterruptedException;
    }

    Repetition(Duration period, BooleanSupplier stopping) {
        this(period, stopping, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    Repetition(Duration period, BooleanSupplier stopping, LongSupplier nanos, Sleep sleep) {
        this.period = period;
        this.stopping = stopping;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /**
     * Repeats until somebody stops it, or the first round shows that nothing can go on before a person changes something.
     *
     * @param round does the work and returns its exit status
     * @param hopeless whether the last round shows that
     * @return the status of the last round
     */
    int run(Callable<Integer> round, BooleanSupplier hopeless) throws Exception {
        long next = nanos.getAsLong();
        int status = round.call();
        if (hopeless.getAsBoolean()) {
            return status; // later, whoever has to change something may do so while this goes on
        }
        while (!stopping.getAsBoolean()) {
            next = Math.max(next + period.toNanos(), nanos.getAsLong());
            if (!waitUntil(next)) {
                break;
            }
            status = round.call();
        }
        return status;
    }

    /** Returns false if it was stopped meanwhile. */
    private boolean waitUntil(long next) {
        try {
            long left = next - nanos.getAsLong();
            while (left > 0 && !stopping.getAsBoolean()) {
                sleep.nanos(left);
                left = next - nanos.getAsLong();
            }
            return !stopping.getAsBoolean();
        } catch (InterruptedException e) {
            return false;
        }
    }
}
