package io.syncline.core.internal.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs a limited number of asynchronous calls concurrently; the others wait in order. */
public final class Slots {

    private final int limit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    public Slots(int limit) {
        this.limit = limit;
    }

    public <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.add(() -> call.get().whenComplete((value, thrown) -> {
            running--;
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(thrown);
            }
            next();
        }));
        next();
        return result;
    }

    private void next() {
        while (running < limit && !waiting.isEmpty()) {
            running++;
            waiting.remove().run();
        }
    }
}
