package io.syncline.core.cluster;

import java.time.Duration;

/**
 * How a listing is divided between workers.
 *
 * @param recordsPerRange records of one grant, at most; from 1. About as many as a worker processes in a minute: fewer cost
 *     more messages, more are divided less evenly at the end
 * @param grantTime how long a grant is valid without renewal, and so how long a range of a dead worker waits; from 1 s
 * @param rangesAhead ranges that are open at a time, at most; from 1. Bounds what a coordinator remembers, and should be twice
 *     the number of workers
 * @param name ends the owner of the run's lease, so that a coordinator recognizes the lease of its predecessor; empty if that
 *     does not matter
 */
public record ClusterSettings(int recordsPerRange, Duration grantTime, int rangesAhead, String name) {

    /** Ranges of 5,000 records, grants of 10 s, 256 ranges ahead. */
    public static final ClusterSettings DEFAULTS = new ClusterSettings(5_000, Duration.ofSeconds(10), 256);

    /** Settings of a run without a name. */
    public ClusterSettings(int recordsPerRange, Duration grantTime, int rangesAhead) {
        this(recordsPerRange, grantTime, rangesAhead, "");
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public ClusterSettings {
        if (recordsPerRange < 1 || rangesAhead < 1) {
            throw new IllegalArgumentException("A range needs at least 1 record, and 1 range must be open: "
                    + recordsPerRange + " records, " + rangesAhead + " ranges");
        }
        if (grantTime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A grant must be valid for at least 1 s, not " + grantTime);
        }
    }
}
