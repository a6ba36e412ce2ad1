package io.syncline.core.internal.run;

import io.syncline.api.RecordId;
import java.util.List;
import java.util.Map;

/**
 * Changes of points that are stored already and that a range runner finds necessary. They are the coordinator's to make:
 * a runner that was restarted under the same epoch must not trim what its successor has just written. Within one process
 * the coordinator makes them immediately, after the upsert and before the record counts as done; a runner elsewhere
 * reports them instead.
 *
 * <p>Called by worker threads; blocks; thread-safe. Each change may be repeated.
 */
public interface PointMaintenance {

    /**
     * Deletes surplus chunks.
     *
     * @param chunkCounts how many chunks each record has now
     */
    void trim(Map<RecordId, Integer> chunkCounts);

    /** Deletes all points of records that have nothing to say any more. */
    void delete(List<RecordId> ids);

    /** Lifts unchanged records out of quarantine. */
    void lift(List<RecordId> ids);
}
