package io.syncline.core.port;

/** A sink that puts off work, such as the building of an index, while it is filled for the first time. */
public interface BulkLoadingSink {

    /**
     * Tells that a sync has completed: what was put off is done from now on. Returns at once if nothing was put off.
     *
     * @throws io.syncline.api.failure.SyncException if that could not be told to the store; the next run will do so
     */
    void loaded();
}
