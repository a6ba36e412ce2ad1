package io.syncline.api;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** The model to sync, and how. */
@Style
@Value.Immutable
public interface SyncRequest {

    /** The model to sync. */
    ModelName model();

    /**
     * Whether to read every record and ignore the saved watermark. Records whose current content is stored are not
     * embedded again. False by default: the sync is incremental if there is a watermark.
     */
    @Value.Default
    default boolean forceFull() {
        return false;
    }

    /**
     * The maximum of records to process, for trials. A limited run does not move the watermark. No limit by default.
     *
     * @return a positive number
     */
    OptionalLong testLimit();

    /** Whether archived records are in scope. True by default: archived records still exist. */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * The maximum cost of embedding in US dollars, by list prices. A run that would exceed it is refused before
     * anything is embedded; to find out, the run first reads everything once. Touched records, at most 500, are not counted. No limit
     * by default.
     *
     * @return from 0 to a billion, with at most 18 decimals
     */
    Optional<BigDecimal> maxCost();

    /**
     * Whether to retry failed records whose retry is postponed. False by default; a run that a person starts after the
     * cause was removed sets it.
     */
    @Value.Default
    default boolean retryFailed() {
        return false;
    }

    /**
     * Whether the sink is expected to hold nothing of the model yet, though other sinks do, as in a reindex. Then it is no
     * warning that all records are read. False by default: a state that is missing without a reason costs an embedding of
     * everything, which the report says.
     */
    @Value.Default
    default boolean newCollection() {
        return false;
    }

    /**
     * Whether to sync although the sink holds records of another source with the same database, and none of this one.
     * False by default: such a sync would pay for everything again, usually because the address of the database changed.
     */
    @Value.Default
    default boolean allowDuplicateSource() {
        return false;
    }

    /**
     * Whether to sync although the source has another database than the one whose records are stored under its name, for
     * example because a test system was created again. False by default: such a run fails, since the ids of another database
     * mean other records. If true, the run compares all records, and later runs expect the new database.
     */
    @Value.Default
    default boolean acceptDatabase() {
        return false;
    }

    /** Refuses a limit that is not positive, and a cost that is negative or too large. */
    @Value.Check
    default void check() {
        if (testLimit().isPresent() && testLimit().getAsLong() <= 0) {
            throw new IllegalArgumentException(
                    "'testLimit' must be positive, but is " + testLimit().getAsLong());
        }
        maxCost().ifPresent(SyncRequest::checkCost);
    }

    private static void checkCost(BigDecimal cost) {
        if (cost.signum() < 0) {
            throw new IllegalArgumentException("'maxCost' must not be negative, but is " + cost);
        }
        if (cost.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0 || Math.abs((long) cost.scale()) > 18) {
            throw new IllegalArgumentException(
                    "'maxCost' must be at most a billion dollars with at most 18 decimals, but is " + cost);
        }
    }

    /**
     * An incremental sync.
     *
     * @param model the technical name of the model
     * @throws IllegalArgumentException if it is not a model name
     */
    static SyncRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SyncRequest}. Not thread-safe. */
    final class Builder extends ImmutableSyncRequest.Builder {
        Builder() {}
    }
}
