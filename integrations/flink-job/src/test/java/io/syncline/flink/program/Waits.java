package io.syncline.flink.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks at other processes until they are ready, since they do not tell. */
final class Waits {

    private static final Duration POLL = Duration.ofMillis(50);

    private Waits() {}

    /** Waits for a condition, with a bound. */
    static void until(Duration bound, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Nothing happened for " + bound + ":\n" + state.get());
            }
            pause(POLL);
        }
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
