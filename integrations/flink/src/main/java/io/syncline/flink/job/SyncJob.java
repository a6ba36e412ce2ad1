package io.syncline.flink.job;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.core.cluster.ClusterSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a job syncs. Immutable.
 *
 * @param model the model
 * @param choices how it is synced
 * @param recordsPerRange see {@link ClusterSettings}
 * @param grantTime see {@link ClusterSettings}
 * @param leaseWait how long a coordinator that was restored waits for the lease of its predecessor to expire; longer than the
 *     lease of the engine
 */
public record SyncJob(String model, Set<Choice> choices, int recordsPerRange, Duration grantTime, Duration leaseWait)
        implements Serializable {

    /** What a {@link SyncRequest} says beside the model. */
    public enum Choice {
        /** {@link SyncRequest#forceFull()}. */
        FULL,
        /** Not {@link SyncRequest#includeArchived()}. */
        WITHOUT_ARCHIVED,
        /** {@link SyncRequest#retryFailed()}. */
        RETRY_FAILED,
        /** {@link SyncRequest#allowDuplicateSource()}. */
        ALLOW_DUPLICATE_SOURCE,
        /** {@link SyncRequest#acceptDatabase()}. */
        ACCEPT_DATABASE,
        /** {@link SyncRequest#newCollection()}. */
        NEW_COLLECTION
    }

    /**
     * Copies the choices, and checks the rest.
     *
     * @throws IllegalArgumentException if the model has no valid name, or a number is too small
     */
    public SyncJob {
        choices = Set.copyOf(choices);
        ModelName.of(model);
        new ClusterSettings(recordsPerRange, grantTime, 1);
    }

    /**
     * An incremental sync, with ranges of 5,000 records and grants of 10 s.
     *
     * @param model the model
     */
    public static SyncJob of(String model) {
        return new SyncJob(
                model,
                Set.of(),
                ClusterSettings.DEFAULTS.recordsPerRange(),
                ClusterSettings.DEFAULTS.grantTime(),
                Duration.ofMinutes(5));
    }

    /** The same with more choices. */
    public SyncJob with(Choice... more) {
        Set<Choice> all = Stream.concat(choices.stream(), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
        return new SyncJob(model, all, recordsPerRange, grantTime, leaseWait);
    }

    /** The same with other ranges. */
    public SyncJob withRanges(int records, Duration grant) {
        return new SyncJob(model, choices, records, grant, leaseWait);
    }

    /**
     * The request to the engine.
     *
     * @param begun whether an earlier coordinator of the job has begun to read all records, if that was asked for; the run is
     *     resumed then, not started over
     */
    public SyncRequest request(boolean begun) {
        return SyncRequest.builder()
                .model(ModelName.of(model))
                .forceFull(choices.contains(Choice.FULL) && !begun)
                .includeArchived(!choices.contains(Choice.WITHOUT_ARCHIVED))
                .retryFailed(choices.contains(Choice.RETRY_FAILED))
                .allowDuplicateSource(choices.contains(Choice.ALLOW_DUPLICATE_SOURCE))
                .acceptDatabase(choices.contains(Choice.ACCEPT_DATABASE))
                .newCollection(choices.contains(Choice.NEW_COLLECTION))
                .build();
    }

    /**
     * How the listing is divided.
     *
     * @param parallelism the number of workers
     * @param name of the job, in its lease
     */
    public ClusterSettings settings(int parallelism, String name) {
        return new ClusterSettings(recordsPerRange, grantTime, Math.max(8, 4 * parallelism), name);
    }
}
