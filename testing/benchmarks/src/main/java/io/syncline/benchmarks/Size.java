package io.syncline.benchmarks;

/** How much a harness does. */
public enum Size {
    /** As little as shows that the harness works; for tests. */
    SMOKE,
    /** What the benchmark page tells. */
    FULL;

    /**
     * Chooses between two numbers.
     *
     * @param smoke the number for {@link #SMOKE}
     * @param full the number for {@link #FULL}
     * @return the one of this size
     */
    public int of(int smoke, int full) {
        return this == SMOKE ? smoke : full;
    }
}
