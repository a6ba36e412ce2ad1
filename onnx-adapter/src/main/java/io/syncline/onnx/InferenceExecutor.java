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

/** Runs the model for the texts of all requests, on threads of its own or on a given executor. Thread-safe. */
final class InferenceExecutor implements AutoCloseable {

    private final Executor executor;
    private final Runnable shutdown;

    private InferenceExecutor(Executor executor, Runnable shutdown) {
        this.executor = executor;
        this.shutdown = shutdown;
    }

    /** On daemon threads that {@link #close()} stops. */
    static InferenceExecutor ofThreads(int threads) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "syncline-onnx-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return new InferenceExecutor(pool, pool::shutdown);
    }

    /** On an executor of the caller, which {@link #close()} does not shut down. */
    static InferenceExecutor on(Executor executor) {
        return new InferenceExecutor(executor, () -> {});
    }

    /**
     * Runs all tasks and waits for them. The first failure is thrown immediately and cancels the tasks that have not
     * started.
     *
     * @return the results in the order of the tasks
     */
    <T> List<T> invokeAll(List<? extends Callable<T>> tasks) {
        List<FutureTask<T>> futures = new ArrayList<>(tasks.size());
        try {
            requireNotInterrupted();
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
            futures.forEach(InferenceExecutor::cancelUnlessStarted);
        }
    }

    /** {@link FutureTask#get()} does not check for an interrupt if the task is complete. */
    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
    }

    private static void cancelUnlessStarted(Future<?> future) {
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
