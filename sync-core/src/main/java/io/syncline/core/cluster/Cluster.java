package io.syncline.core.cluster;

import io.syncline.api.SyncRequest;
import java.util.Optional;

/**
 * The two sides of a sync on many processes. Every process has an engine of its own with the same configuration, on the same
 * source, sink and metadata store.
 *
 * <p>Thread-safe.
 */
public interface Cluster {

    /**
     * Starts a sync whose listing is done by workers. What there is once per run happens in this process: the lease, touched
     * records, checkpoints, failures, retries of failed records and the watermark.
     *
     * @param request what to sync; without a limit of records
     * @param settings how the listing is divided
     * @param resume what an earlier coordinator of the same run had reached, or empty. It is ignored unless the saved state
     *     still belongs to that run
     * @return the run; workers are granted ranges as soon as its listing begins
     * @throws IllegalArgumentException if the request has a limit of records
     */
    CoordinatedRun coordinate(SyncRequest request, ClusterSettings settings, Optional<ClusterSnapshot> resume);

    /**
     * Does the work of one grant.
     *
     * @param grant from a coordinator of the same configuration
     * @param coordinator carries the messages to it
     * @return the work, which has begun on a thread of its own
     */
    RangeWork work(RangeGrant grant, CoordinatorClient coordinator);
}
