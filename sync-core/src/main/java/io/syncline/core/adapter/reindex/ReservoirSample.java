package io.syncline.core.adapter.reindex;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform sample of the added points (reservoir sampling), deterministic for the same number of points.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what stands for a point
 */
public final class ReservoirSample<T> {

    /** The most points in a sample. */
    public static final int SIZE = 50;

    private static final long SEED = 42;

    private final List<T> points = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long seen;

    /** An empty sample. */
    public ReservoirSample() {}

    /**
     * Adds a point, or leaves it out.
     *
     * @param point the point
     */
    public void add(T point) {
        seen++;
        if (points.size() < SIZE) {
            points.add(point);
            return;
        }
        long place = random.nextLong(seen);
        if (place < SIZE) {
            points.set((int) place, point);
        }
    }

    /** The sample. */
    public List<T> points() {
        return List.copyOf(points);
    }
}
