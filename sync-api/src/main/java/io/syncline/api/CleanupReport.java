package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The result of a cleanup. */
@Style
@Value.Immutable
public interface CleanupReport {

    /**
     * Whether the cleanup reached its end.
     *
     * @return true if it completed, also if there was nothing to delete or it was a dry run
     */
    @Value.Derived
    @Value.Auxiliary
    default boolean success() {
        return outcome() == RunOutcome.COMPLETED;
    }

    /**
     * How the cleanup ended.
     *
     * @return the outcome
     */
    RunOutcome outcome();

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Whether nothing was to be deleted in any case.
     *
     * @return true for a dry run
     */
    @Value.Default
    default boolean dryRun() {
        return false;
    }

    /**
     * Records the sink held.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsStored() {
        return 0;
    }

    /**
     * Records of the sink that the source no longer has, after each was asked for again.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsStale() {
        return 0;
    }

    /**
     * Records whose points were deleted.
     *
     * @return a number of records; 0 for a dry run or a refusal
     */
    @Value.Default
    default long recordsDeleted() {
        return 0;
    }

    /**
     * Records that were put in quarantine.
     *
     * @return a number of records; 0 unless a grace time was asked for
     */
    @Value.Default
    default long recordsQuarantined() {
        return 0;
    }

    /**
     * Records that were lifted out of quarantine, because the source has them after all or an undo was asked for.
     *
     * @return a number of records; 0 for a dry run
     */
    @Value.Default
    default long recordsLifted() {
        return 0;
    }

    /**
     * Records that wait in quarantine after this cleanup.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsInQuarantine() {
        return 0;
    }

    /**
     * The first stale records, at most a hundred.
     *
     * @return ids in ascending order
     */
    List<RecordId> staleRecords();

    /**
     * How long the cleanup took.
     *
     * @return time from its start to its report
     */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /**
     * What went wrong, or why the cleanup was refused, in plain words.
     *
     * @return messages, empty if nothing went wrong
     */
    List<String> errors();

    /**
     * What a person should know although the cleanup went on.
     *
     * @return messages, empty if there are none
     */
    List<String> warnings();

    /**
     * The run that stood in the way.
     *
     * @return the other run if the outcome is {@link RunOutcome#REFUSED_IN_PROGRESS}, else empty
     */
    Optional<ActiveRun> blockedBy();

    /**
     * The failure that ended the run, for programs; people read it in {@link #errors()}.
     *
     * @return a failure if the outcome is {@link RunOutcome#FAILED}, else empty
     */
    @Value.Auxiliary
    Optional<SyncException> failure();

    /**
     * Starts a report.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CleanupReport}; not thread-safe. */
    final class Builder extends ImmutableCleanupReport.Builder {
        Builder() {}
    }
}
