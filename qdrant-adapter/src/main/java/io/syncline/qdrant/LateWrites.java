package io.syncline.qdrant;

import io.syncline.core.port.vector.ModelKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which runs have writes that may still be on their way to the server: all of which a write failed, whatever the reason.
 * Takes as much memory as there are models. Thread-safe.
 */
final class LateWrites {

    private final Map<ModelKey, Long> epochs = new ConcurrentHashMap<>();

    /** Writes, and remembers it if that fails. */
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

    /** Whether something that this epoch, or a newer one, has sent may still arrive. */
    boolean possible(ModelKey key, long epoch) {
        return epochs.getOrDefault(key, 0L) >= epoch;
    }
}
