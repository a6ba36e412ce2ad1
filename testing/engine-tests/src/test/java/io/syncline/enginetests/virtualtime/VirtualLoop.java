package io.syncline.enginetests.virtualtime;

import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * The loop of one process in virtual time. A call is sent at some time between its start and its end, so a process that
 * is paused before sends it when it resumes, and one that dies afterwards never receives the answer.
 */
final class VirtualLoop implements EventLoop {

    private final VirtualTime time;
    private final ToLongFunction<Work> nanosOf;
    private boolean dead;
    private long pausedUntil;
    private long stoppedAt = -1;

    VirtualLoop(VirtualTime time, ToLongFunction<Work> nanosOf) {
        this.time = time;
        this.nanosOf = nanosOf;
    }

    /** Kills the process: none of its events happen any more. */
    void kill() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** Stops the process for a while, as SIGSTOP and SIGCONT do. */
    void pause(Duration duration) {
        pausedUntil = Math.max(pausedUntil, time.nanos() + duration.toNanos());
    }

    /** Stops the clock of the process. */
    void stopClock() {
        stoppedAt = time.nanos();
    }

    @Override
    public long nanoTime() {
        return stoppedAt < 0 ? time.nanos() : stoppedAt;
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
        CompletableFuture<T> future = new CompletableFuture<>();
        long nanos = nanosOf.applyAsLong(work);
        schedule(Duration.ofNanos(nanos / 2), () -> {
            Runnable answer = answer(callable, future);
            schedule(Duration.ofNanos(nanos - nanos / 2), answer);
        });
        return future;
    }

    private <T> Runnable answer(Callable<T> callable, CompletableFuture<T> future) {
        try {
            T result = callable.call();
            return () -> future.complete(result);
        } catch (Exception failure) {
            return () -> future.completeExceptionally(failure);
        } catch (Died died) {
            return () -> {};
        }
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        Timer timer = new Timer(action);
        Runnable cancel = time.after(delay, () -> alive(timer));
        return () -> {
            timer.cancelled = true;
            cancel.run();
        };
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    /** An action that can be cancelled until it runs, also while a pause of the process delays it. */
    private static final class Timer implements Runnable {

        private final Runnable action;
        private boolean cancelled;

        Timer(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!cancelled) {
                action.run();
            }
        }
    }

    /** Thrown out of a call whose process dies within it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("The process died", null, false, false);
        }
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
