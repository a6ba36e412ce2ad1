package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The result of a sync. It accounts for everything: {@code recordsProcessed} is the sum of embedded, unchanged and
 * failed records.
 */
@Style
@Value.Immutable
public interface SyncReport {

    /**
     * Whether the run reached its end. Single records may have failed all the same, see {@link #outcome()}.
     *
     * @return true if the run completed
     */
    @Value.Derived
    @Value.Auxiliary
    default boolean success() {
        return outcome() == RunOutcome.COMPLETED || outcome() == RunOutcome.COMPLETED_WITH_FAILURES;
    }

    /**
     * How the run ended.
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
     * Which records were read.
     *
     * @return the type of the run
     */
    SyncType syncType();

    /**
     * Records handled: embedded, unchanged and failed.
     *
     * @return a number of records
     */
    @Value.Derived
    @Value.Auxiliary
    default long recordsProcessed() {
        return recordsEmbedded() + recordsUnchanged() + recordsFailed();
    }

    /**
     * Records embedded and stored.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsEmbedded() {
        return 0;
    }

    /**
     * Records read whose content was stored already.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsUnchanged() {
        return 0;
    }

    /**
     * Records that failed; they are kept with their reason and tried again by the next run.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsFailed() {
        return 0;
    }

    /**
     * Chunks embedded.
     *
     * @return a number of chunks
     */
    @Value.Default
    default long chunksEmbedded() {
        return 0;
    }

    /**
     * Tokens the embedder counted.
     *
     * @return a number of tokens
     */
    @Value.Default
    default long tokens() {
        return 0;
    }

    /**
     * The price of the tokens, by the list and without free allowances.
     *
     * @return US dollars, 0 if the embedder is not metered; empty if its price is not known or nothing was begun
     */
    Optional<BigDecimal> cost();

    /**
     * How long the run took.
     *
     * @return time from its start to its report
     */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /**
     * How long texts were ready and the quota of the embedder left no room for them.
     *
     * @return a part of the duration
     */
    @Value.Default
    default Duration waitedForQuota() {
        return Duration.ZERO;
    }

    /**
     * How long texts were ready and the embedder took nothing: a rate limit, an outage, a shared budget out of reach.
     *
     * @return a part of the duration
     */
    @Value.Default
    default Duration paused() {
        return Duration.ZERO;
    }

    /**
     * What went wrong, in plain words; of failed records at most the first hundred are named.
     *
     * @return messages, empty if nothing went wrong
     */
    List<String> errors();

    /**
     * What a person should know although the run went on.
     *
     * @return messages, empty if there are none
     */
    List<String> warnings();

    /**
     * What is worth knowing of what was read, and as it should be: nothing to act on.
     *
     * @return messages, empty if there are none
     */
    List<String> notes();

    /**
     * Fields that were left out.
     *
     * @return fields with their reasons, empty if there are none
     */
    List<RestrictedField> restrictedFields();

    /**
     * Whether the run went on from the checkpoint of an unfinished one.
     *
     * @return true if it did
     */
    @Value.Default
    default boolean resumed() {
        return false;
    }

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

    /** Builds a {@link SyncReport}; not thread-safe. */
    final class Builder extends ImmutableSyncReport.Builder {
        Builder() {}
    }
}
