package io.syncline.core.internal.run;

/** The epoch of a run, and whether the run may still write under it. Every write checks the fence first. Thread-safe. */
public interface Fence {

    /** The fencing token of every write. */
    long epoch();

    /**
     * Returns while the lease is valid beyond doubt.
     *
     * @throws io.syncline.api.failure.LostRaceException if the lease may have passed to another holder
     */
    void check();

    /** A write that was checked before has returned. */
    default void written() {}

    /** Writes something to the sink that is none of the records, which shows whether the sink takes writes at all. */
    void control();
}
