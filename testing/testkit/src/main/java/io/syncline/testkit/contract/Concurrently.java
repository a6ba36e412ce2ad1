package io.syncline.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs a task on several threads that start simultaneously. */
final class Concurrently {

    /** Only ends a test that hangs. */
    private static final long HANG_SECONDS = 120;

    private Concurrently() {}

    /** The results by thread; throws what one of the threads threw. */
    static <T> List<T> run(int threads, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                Callable<T> afterAll = () -> {
                    start.await(HANG_SECONDS, TimeUnit.SECONDS);
                    return task.apply(index);
                };
                futures.add(pool.submit(afterAll));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(HANG_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("A thread failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }
}
