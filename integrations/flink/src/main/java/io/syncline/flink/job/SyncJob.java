package io.syncline.flink.job;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.core.cluster.ClusterSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a job syncs. Immutable.
 *
 * @param model the model
 * @param full whether all records are read
 * @param recordsPerRange see {@link ClusterSettings}
 * @param grantTime see {@link ClusterSettings}
 * @param leaseWait how long a coordinator that was restored waits for the lease of its predecessor to expire; longer than the
 *     lease of the engine
 */
public record SyncJob(String model, boolean full, int recordsPerRange, Duration grantTime, Duration leaseWait)
        implements Serializable {

    /**
     * An incremental sync, with ranges of 5,000 records and grants of 10 s.
     *
     * @param model the model
     */
    public static SyncJob of(String model) {
        return new SyncJob(
                model,
                false,
                ClusterSettings.DEFAULTS.recordsPerRange(),
                ClusterSettings.DEFAULTS.grantTime(),
                Duration.ofMinutes(5));
    }

    /** The same with all records read. */
    public SyncJob reading(boolean all) {
        return new SyncJob(model, all, recordsPerRange, grantTime, leaseWait);
    }

    /** The same with other ranges. */
    public SyncJob withRanges(int records, Duration grant) {
        return new SyncJob(model, full, records, grant, leaseWait);
    }

    /** The request to the engine. */
    public SyncRequest request() {
        return SyncRequest.builder().model(ModelName.of(model)).forceFull(full).build();
    }

    /**
     * How the listing is divided.
     *
     * @param parallelism the number of workers
     */
    public ClusterSettings settings(int parallelism) {
        return new ClusterSettings(recordsPerRange, grantTime, Math.max(8, 4 * parallelism));
    }
}
