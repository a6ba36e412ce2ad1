package io.syncline.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a sync would do and what that would cost, if it began now and nothing changed meanwhile. Tokens are as many as the
 * embedder counts beforehand, corrected by what its provider has reported to this engine so far.
 */
@Style
@Value.Immutable
public interface PlanReport {

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Which records would be read.
     *
     * @return the type of the sync
     */
    SyncType syncType();

    /**
     * Whether the sync would go on from the checkpoint of an unfinished one.
     *
     * @return true if it would
     */
    @Value.Default
    default boolean resumed() {
        return false;
    }

    /**
     * Records that would be read.
     *
     * @return the sum of those to embed, unchanged and failing ones
     */
    @Value.Derived
    @Value.Auxiliary
    default long recordsRead() {
        return recordsToEmbed() + recordsUnchanged() + recordsFailing();
    }

    /**
     * Records whose content is not stored yet.
     *
     * @return a number of records
     */
    long recordsToEmbed();

    /**
     * Records whose content is stored already.
     *
     * @return a number of records
     */
    long recordsUnchanged();

    /**
     * Records that would fail before anything of them is embedded, since they cannot be read or made into documents.
     *
     * @return a number of records
     */
    long recordsFailing();

    /**
     * Chunks to embed.
     *
     * @return a number of chunks
     */
    long chunks();

    /**
     * Requests to the embedder.
     *
     * @return the least number of requests
     */
    long requests();

    /**
     * Tokens to embed.
     *
     * @return a number of tokens
     */
    long tokens();

    /**
     * The price of the tokens, by the list and without free allowances.
     *
     * @return US dollars, 0 if the embedder is not metered; empty if its price is not known
     */
    Optional<BigDecimal> cost();

    /**
     * How long embedding takes if the quota is used to the full.
     *
     * @return a time, or empty if there is no quota
     */
    Optional<Duration> timeAtQuota();

    /**
     * Why all records would be read although an incremental sync was asked for, and what else a person should know.
     *
     * @return messages, empty if there are none
     */
    List<String> warnings();

    /**
     * Starts a report.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PlanReport}; not thread-safe. */
    final class Builder extends ImmutablePlanReport.Builder {
        Builder() {}
    }
}
