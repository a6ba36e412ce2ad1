package io.syncline.core.internal.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The one thread that owns all state of a run. Whatever is slow happens elsewhere and comes back as a future that is
 * completed on this thread, so nothing in a run needs a lock, and a test that replaces the loop decides about time and
 * order.
 */
public interface EventLoop {

    /** Nanoseconds since some fixed point. */
    long nanoTime();

    /** Calls something slow off the loop. The future completes on the loop. */
    <T> CompletableFuture<T> call(Work work, Callable<T> callable);

    /** Runs an action on the loop after a delay, unless the returned handle is run before. */
    Runnable schedule(Duration delay, Runnable action);

    /** Runs an action on the loop. The only method that other threads may call. */
    void execute(Runnable action);
}
