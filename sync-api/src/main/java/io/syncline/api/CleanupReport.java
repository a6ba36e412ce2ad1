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

    /** Whether the cleanup completed. True also if there was nothing to delete, and for a dry run. */
    @Value.Derived
    @Value.Auxiliary
    default boolean success() {
        return outcome() == RunOutcome.COMPLETED;
    }

    /** How the run ended. */
    RunOutcome outcome();

    /** The model. */
    ModelName model();

    /** Whether the cleanup was a dry run, which deletes nothing. */
    @Value.Default
    default boolean dryRun() {
        return false;
    }

    /** The records in the sink before the cleanup. */
    @Value.Default
    default long recordsStored() {
        return 0;
    }

    /** The records of the sink that were deleted in the source, after each was checked again. */
    @Value.Default
    default long recordsStale() {
        return 0;
    }

    /** The records whose points were deleted; 0 for a dry run or a refused cleanup. */
    @Value.Default
    default long recordsDeleted() {
        return 0;
    }

    /** The records that were put in quarantine; 0 unless a grace period was requested. */
    @Value.Default
    default long recordsQuarantined() {
        return 0;
    }

    /**
     * The records that were lifted out of quarantine, because they exist in the source again or because of an undo; 0
     * for a dry run.
     */
    @Value.Default
    default long recordsLifted() {
        return 0;
    }

    /** The records in quarantine after this cleanup. */
    @Value.Default
    default long recordsInQuarantine() {
        return 0;
    }

    /** The first stale records, at most a hundred, by ascending id. */
    List<RecordId> staleRecords();

    /** The time from the start to the report. */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /** What went wrong, or why the cleanup was refused, for people; empty if nothing went wrong. */
    List<String> errors();

    /** What a person should know although the run continued; empty if there is nothing. */
    List<String> warnings();

    /** The run that holds the lease, if the outcome is {@link RunOutcome#REFUSED_IN_PROGRESS}. */
    Optional<ActiveRun> blockedBy();

    /**
     * The failure that ended the run, for programs, if the outcome is {@link RunOutcome#FAILED}. People read it in
     * {@link #errors()}.
     */
    @Value.Auxiliary
    Optional<SyncException> failure();

    /** Starts a report. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CleanupReport}. Not thread-safe. */
    final class Builder extends ImmutableCleanupReport.Builder {
        Builder() {}
    }
}
