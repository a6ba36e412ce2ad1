package io.syncline.core.internal.runtime;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A loop on the thread that calls {@link #runUntil}, with workers for everything slow. */
public final class ThreadedEventLoop implements EventLoop {

    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Executor workers;
    private final LongSupplier clock;

    public ThreadedEventLoop(Executor workers, LongSupplier clock) {
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            workers.execute(() -> {
                try {
                    T result = callable.call();
                    execute(() -> future.complete(result));
                } catch (Throwable failure) {
                    execute(() -> future.completeExceptionally(failure));
                }
            });
        } catch (RejectedExecutionException e) {
            execute(() -> future.completeExceptionally(e));
        }
        return future;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal timers are cancelled one by one
    public Runnable schedule(Duration delay, Runnable action) {
        Timer timer = new Timer(nanoTime() + delay.toNanos(), action);
        timers.add(timer);
        return () -> timers.removeIf(waiting -> waiting == timer);
    }

    @Override
    public void execute(Runnable action) {
        events.add(action);
    }

    /**
     * Runs the loop until a future is complete. An interrupt runs an action once and does not end the loop; the thread
     * is left interrupted.
     */
    public void runUntil(CompletableFuture<?> end, Runnable onInterrupt) {
        boolean interrupted = false;
        while (!end.isDone()) {
            try {
                Runnable next = next();
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Runnable next() throws InterruptedException {
        Timer first = timers.peek();
        if (first == null) {
            return events.take();
        }
        long wait = first.dueNanos() - nanoTime();
        if (wait <= 0) {
            return timers.remove().action();
        }
        return events.poll(wait, TimeUnit.NANOSECONDS);
    }

    private record Timer(long dueNanos, Runnable action) implements Comparable<Timer> {

        /** By the difference: the clock may start anywhere, and go round. */
        @Override
        public int compareTo(Timer other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }
}
