package io.syncline.flink.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Daemon threads with the class loader of the job, which a pool's own threads would lack. */
final class SyncThreads {

    private SyncThreads() {}

    /** As many threads as there is work. */
    static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(named(name));
    }

    static ThreadFactory named(String name) {
        ClassLoader loader = SyncThreads.class.getClassLoader();
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
