package io.syncline.core;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that call the adapters.
 *
 * @param executor runs the calls
 * @param owned whether they end with the engine
 */
record Workers(ExecutorService executor, boolean owned) {

    static Workers own() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "syncline-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new Workers(Executors.newCachedThreadPool(factory), true);
    }

    static Workers given(ExecutorService executor) {
        return new Workers(executor, false);
    }

    void close() {
        if (owned) {
            executor.shutdown();
        }
    }
}
