package io.syncline.flink.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time, as a coordinator waits for it. */
interface SyncTime {

    /** That of the system. */
    SyncTime SYSTEM = new SyncTime() {

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration pause, Runnable task) {
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(task);
        }
    };

    /** See {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs a task later, on any thread. */
    void after(Duration pause, Runnable task);
}
