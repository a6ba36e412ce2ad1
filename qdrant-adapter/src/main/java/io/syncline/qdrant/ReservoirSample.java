package io.syncline.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A uniform sample of the added points (reservoir sampling), deterministic for the same points. */
final class ReservoirSample {

    static final int SIZE = 50;

    private static final long SEED = 42;

    private final List<UUID> ids = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long seen;

    void add(UUID id) {
        seen++;
        if (ids.size() < SIZE) {
            ids.add(id);
            return;
        }
        long place = random.nextLong(seen);
        if (place < SIZE) {
            ids.set((int) place, id);
        }
    }

    List<UUID> ids() {
        return List.copyOf(ids);
    }
}
