package io.syncline.core.internal.lease;

import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Runs calls immediately, or when the test releases them. */
final class InlineLoop implements EventLoop {

    final Deque<Runnable> waiting = new ArrayDeque<>();
    /** What is to run later; tests decide when. */
    final Deque<Runnable> timers = new ArrayDeque<>();

    boolean hold;

    void release() {
        waiting.remove().run();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                result.complete(callable.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        };
        if (hold) {
            waiting.add(run);
        } else {
            run.run();
        }
        return result;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        timers.add(action);
        return () -> timers.remove(action);
    }

    @Override
    public void execute(Runnable action) {
        action.run();
    }
}
