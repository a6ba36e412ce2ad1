package io.syncline.core.internal.quota;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The limit of concurrent requests: one more for each round of requests that succeeded while all slots were
 * wanted and none took much longer than usual; fewer after a failure, once for each round.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedAdmission}.
 */
final class AdaptiveConcurrency {

    private static final int FIRST_OF_A_SERVICE = 4;
    private static final double AFTER_FAILURE = 0.7;
    /** A request that takes more than this many times the shortest one has been waiting for others. */
    private static final int SLOW = 3;
    /** Lets the shortest latency be forgotten slowly. */
    private static final double FORGETTING = 1.01;

    private final int most;
    private double limit;
    private double shortest = Double.MAX_VALUE;
    private long loweredAt = Long.MIN_VALUE;
    private boolean wanted;

    AdaptiveConcurrency(int start, int most) {
        this.most = most;
        this.limit = Math.min(start, most);
    }

    /** The limit for an embedder: as configured, or as it says; a service gets there step by step. */
    static AdaptiveConcurrency of(Embedder embedder, OptionalInt configured) {
        int most = configured.orElse(embedder.limits().concurrency());
        return new AdaptiveConcurrency(embedder instanceof Metered ? FIRST_OF_A_SERVICE : most, most);
    }

    int limit() {
        return (int) limit;
    }

    /** Somebody had to wait for a slot. */
    void wantMore() {
        wanted = true;
    }

    void succeeded(Duration latency) {
        double nanos = (double) latency.toNanos();
        shortest = Math.max(1, Math.min(shortest * FORGETTING, nanos));
        if (wanted && limit < most && nanos <= SLOW * shortest) {
            limit = Math.min(most, limit + 1 / limit);
            wanted = false;
        }
    }

    /**
     * A request failed.
     *
     * @param startedAt when it was sent
     * @param now the time
     */
    void failed(long startedAt, long now) {
        if (startedAt >= loweredAt) {
            limit = Math.max(1, limit * AFTER_FAILURE);
            loweredAt = now;
        }
    }
}
