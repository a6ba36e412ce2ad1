package io.syncline.benchmarks;

/** How much a harness does. */
public enum Size {
    /** The least that exercises the harness; for tests. */
    SMOKE,
    /** The size of published measurements. */
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
