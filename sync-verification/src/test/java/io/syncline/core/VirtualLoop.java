package io.syncline.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * The loop of one process in virtual time. A call takes effect somewhere between its start and its end, so a process
 * that dies in between does not know.
 */
final class VirtualLoop implements EventLoop {

    private final VirtualTime time;
    private final ToLongFunction<Work> nanosOf;
    private boolean dead;
    private long pausedUntil;

    VirtualLoop(VirtualTime time, ToLongFunction<Work> nanosOf) {
        this.time = time;
        this.nanosOf = nanosOf;
    }

    /** Kills the process: nothing of it happens any more, but what it has sent arrives. */
    void kill() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** Stops the process for a while, as SIGSTOP and SIGCONT do. */
    void pause(Duration duration) {
        pausedUntil = time.nanos() + duration.toNanos();
    }

    @Override
    public long nanoTime() {
        return time.nanos();
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
        CompletableFuture<T> future = new CompletableFuture<>();
        long nanos = nanosOf.applyAsLong(work);
        time.after(Duration.ofNanos(nanos / 2), () -> {
            Runnable answer;
            try {
                T result = callable.call();
                answer = () -> future.complete(result);
            } catch (Exception failure) {
                answer = () -> future.completeExceptionally(failure);
            }
            schedule(Duration.ofNanos(nanos - nanos / 2), answer);
        });
        return future;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        return time.after(delay, () -> alive(action));
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    private void alive(Runnable action) {
        if (dead) {
            return;
        }
        if (time.nanos() < pausedUntil) {
            time.after(Duration.ofNanos(pausedUntil - time.nanos()), () -> alive(action));
            return;
        }
        action.run();
    }
}
