package io.syncline.core.internal.run;

/** Stands before every write. */
public interface Fence {

    /**
     * Passes as long as the run's lease can be relied on. Thread-safe.
     *
     * @throws io.syncline.api.failure.LostRaceException if the lease may have passed to another holder
     */
    void check();
}
