package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The result of a sync. It accounts for every record: {@code recordsProcessed} is the sum of embedded, unchanged and
 * failed records.
 */
@Style
@Value.Immutable
public interface SyncReport {

    /** Whether the run completed. Single records may have failed, see {@link #outcome()}. */
    @Value.Derived
    @Value.Auxiliary
    default boolean success() {
        return outcome() == RunOutcome.COMPLETED || outcome() == RunOutcome.COMPLETED_WITH_FAILURES;
    }

    /** How the run ended. */
    RunOutcome outcome();

    /** The model. */
    ModelName model();

    /** Which records were read. */
    SyncType syncType();

    /** The records that were embedded, unchanged, empty or failed. */
    @Value.Derived
    @Value.Auxiliary
    default long recordsProcessed() {
        return recordsEmbedded() + recordsUnchanged() + recordsEmpty() + recordsFailed();
    }

    /** The records that were embedded and stored. */
    @Value.Default
    default long recordsEmbedded() {
        return 0;
    }

    /** The records whose current content was already stored. */
    @Value.Default
    default long recordsUnchanged() {
        return 0;
    }

    /** The records that have nothing to say, of which nothing is stored. */
    @Value.Default
    default long recordsEmpty() {
        return 0;
    }

    /** The records that failed. They are stored with the reason, and the next run retries them. */
    @Value.Default
    default long recordsFailed() {
        return 0;
    }

    /** The touched records that were deleted, since the source no longer has them. */
    @Value.Default
    default long recordsDeleted() {
        return 0;
    }

    /** The touched records that were hidden instead, to be deleted by a cleanup when their grace period is over. */
    @Value.Default
    default long recordsQuarantined() {
        return 0;
    }

    /**
     * The touched records that a later sync reads, most of them once more, since a signal may come before its commit; 0 if the
     * sync was limited, and for those that are not kept since there were too many.
     */
    @Value.Default
    default long recordsTouched() {
        return 0;
    }

    /**
     * The time up to which all changes have been read now, by the earlier of the clocks of source and metadata store; empty
     * if the sync has not moved it, since it did not complete or was limited.
     */
    Optional<Instant> watermark();

    /**
     * Of the embedded and unchanged records, those that lack fields which the source could not deliver. They are stored
     * without these, with the reason, and the next run retries them.
     */
    @Value.Default
    default long recordsIncomplete() {
        return 0;
    }

    /** The chunks that were embedded. */
    @Value.Default
    default long chunksEmbedded() {
        return 0;
    }

    /** The tokens that the embedder counted. */
    @Value.Default
    default long tokens() {
        return 0;
    }

    /**
     * The list price of the tokens in US dollars, without free allowances. 0 if the embedder is not metered; empty if
     * the price is not known or the run was refused.
     */
    Optional<BigDecimal> cost();

    /** The time from the start to the report. */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /** The part of the duration in which texts waited for admission within the quota of the embedder. */
    @Value.Default
    default Duration waitedForQuota() {
        return Duration.ZERO;
    }

    /**
     * The part of the duration in which texts were ready while the embedder was rate-limited or unavailable, or a
     * shared budget was unreachable.
     */
    @Value.Default
    default Duration paused() {
        return Duration.ZERO;
    }

    /** What went wrong, for people; empty if nothing did. Of failed and incomplete records, at most the first hundred are named. */
    List<String> errors();

    /** What a person should know although the run continued; empty if there is nothing. */
    List<String> warnings();

    /** Facts about what was read that need no action. */
    List<String> notes();

    /** The fields that were left out. */
    List<RestrictedField> restrictedFields();

    /** Whether the run resumed from the checkpoint of an unfinished one. */
    @Value.Default
    default boolean resumed() {
        return false;
    }

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

    /** Builds a {@link SyncReport}. Not thread-safe. */
    final class Builder extends ImmutableSyncReport.Builder {
        Builder() {}
    }
}
