package io.syncline.qdrant;

import io.syncline.core.port.vector.ModelKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks epochs with a failed write, which may still arrive at the server. Stores one number per model. Thread-safe.
 */
final class LateWrites {

    private final Map<ModelKey, Long> epochs = new ConcurrentHashMap<>();

    /** Runs a write, and records its epoch if it fails. */
    void watch(ModelKey key, long epoch, Runnable write) {
        boolean done = false;
        try {
            write.run();
            done = true;
        } finally {
            if (!done) {
                epochs.merge(key, epoch, Math::max);
            }
        }
    }

    /** Whether a write of this epoch or a later one may still arrive. */
    boolean possible(ModelKey key, long epoch) {
        return epochs.getOrDefault(key, 0L) >= epoch;
    }
}
