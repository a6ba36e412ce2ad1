package io.syncline.core.adapter.concurrent;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits that an interrupt does not end. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /**
     * Waits for a result. An interrupt meanwhile is still set afterwards.
     *
     * @param <T> the type of the result
     * @param future ends by itself, since nothing else ends this call
     * @return the result
     * @throws ExecutionException if the computation failed
     */
    public static <T> T get(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
