package io.syncline.onnx;

import io.syncline.api.failure.TransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads over which the texts of all requests are spread. Thread-safe. */
final class Workers implements AutoCloseable {

    private final Executor executor;
    private final Runnable shutdown;

    private Workers(Executor executor, Runnable shutdown) {
        this.executor = executor;
        this.shutdown = shutdown;
    }

    /** Own daemon threads, stopped by {@link #close()}. */
    static Workers ofThreads(int threads) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "syncline-onnx-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return new Workers(pool, pool::shutdown);
    }

    /** Threads that belong to somebody else. */
    static Workers on(Executor executor) {
        return new Workers(executor, () -> {});
    }

    /**
     * Runs all tasks and waits for them; the first failure ends the waiting and cancels what has not begun.
     *
     * @param tasks what to do
     * @return the results, in order
     */
    <T> List<T> all(List<? extends Callable<T>> tasks) {
        List<FutureTask<T>> futures = new ArrayList<>(tasks.size());
        try {
            stopIfInterrupted();
            for (Callable<T> task : tasks) {
                FutureTask<T> future = new FutureTask<>(task);
                futures.add(future);
                executor.execute(future);
            }
            List<T> results = new ArrayList<>(tasks.size());
            for (FutureTask<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while embedding " + tasks.size() + " texts", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The embedder or its executor is closed", e);
        } finally {
            futures.forEach(Workers::dropUnlessBegun);
        }
    }

    /** Waiting for a task that has ended already would not notice. */
    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
    }

    private static void dropUnlessBegun(Future<?> future) {
        future.cancel(false);
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
