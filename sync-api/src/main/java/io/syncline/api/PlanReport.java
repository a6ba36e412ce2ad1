package io.syncline.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a sync would do and cost if it started now and nothing changed meanwhile. Tokens are counted by the embedder in
 * advance, and corrected by what its provider has reported to this engine so far.
 */
@Style
@Value.Immutable
public interface PlanReport {

    /** The model. */
    ModelName model();

    /** Which records would be read. */
    SyncType syncType();

    /** Whether the sync would resume from the checkpoint of an unfinished run. */
    @Value.Default
    default boolean resumed() {
        return false;
    }

    /** The records that would be read: the sum of those to embed, unchanged, empty and failing. */
    @Value.Derived
    @Value.Auxiliary
    default long recordsRead() {
        return recordsToEmbed() + recordsUnchanged() + recordsEmpty() + recordsFailing();
    }

    /** The records whose current content is not stored. */
    long recordsToEmbed();

    /** The records whose current content is stored. */
    long recordsUnchanged();

    /** The records that have nothing to say, of which nothing is stored. */
    @Value.Default
    default long recordsEmpty() {
        return 0;
    }

    /** The records that would fail before embedding, since they cannot be read or made into documents. */
    long recordsFailing();

    /** The chunks to embed. */
    long chunks();

    /** The minimum of requests to the embedder. */
    long requests();

    /** The tokens to embed. */
    long tokens();

    /**
     * The list price of the tokens in US dollars, without free allowances. 0 if the embedder is not metered; empty if
     * the price is not known.
     */
    Optional<BigDecimal> cost();

    /** How long embedding takes at the full quota; empty without a quota. */
    Optional<Duration> timeAtQuota();

    /** Why all records would be read although an incremental sync was requested, and what else a person should know. */
    List<String> warnings();

    /** Starts a report. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PlanReport}. Not thread-safe. */
    final class Builder extends ImmutablePlanReport.Builder {
        Builder() {}
    }
}
