package io.syncline.spring.boot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A thread for each task beside the runs, so that a store that does not answer holds up none that the application shares. They do not
 * keep the process alive.
 */
record StarterThreads(String purpose) implements Executor {

    @Override
    public void execute(Runnable task) {
        thread(task).start();
    }

    /** Repeats tasks, on one thread. */
    ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(this::thread);
    }

    /** What a task has thrown. */
    static Throwable cause(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "syncline-" + purpose);
        thread.setDaemon(true);
        return thread;
    }
}
