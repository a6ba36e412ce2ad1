package io.syncline.core.port;

/** A sink that postpones work, such as building an index, while it is filled for the first time. */
public interface BulkLoadingSink {

    /**
     * A sync has completed: postponed work is done from now on. Returns immediately if nothing was postponed.
     *
     * @throws io.syncline.api.failure.SyncException if the store could not be reached; the next run calls again
     */
    void loaded();
}
