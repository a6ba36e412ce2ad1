package io.syncline.api;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What to sync and how. */
@Style
@Value.Immutable
public interface SyncRequest {

    /**
     * The model to sync.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Whether to read every record and ignore the saved watermark. Records whose content is stored already are still
     * not embedded again.
     *
     * @return true for a full run; false, the default, for an incremental one wherever a watermark exists
     */
    @Value.Default
    default boolean forceFull() {
        return false;
    }

    /**
     * The most records to process, for trying things out. A limited run never moves the watermark.
     *
     * @return a positive number, or empty for all records
     */
    OptionalLong testLimit();

    /**
     * Whether archived records are in scope.
     *
     * @return true by default: archived records still exist
     */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * The most that embedding may cost, by list prices. A run that would cost more is refused before anything is
     * embedded; to find out, all it would read is read once before.
     *
     * @return US dollars, not negative, or empty for whatever it costs
     */
    Optional<BigDecimal> maxCost();

    /** Refuses a limit that is not positive and a cost that is negative. */
    @Value.Check
    default void check() {
        if (testLimit().isPresent() && testLimit().getAsLong() <= 0) {
            throw new IllegalArgumentException(
                    "The test limit must be positive, not " + testLimit().getAsLong());
        }
        if (maxCost().map(cost -> cost.signum() < 0).orElse(false)) {
            throw new IllegalArgumentException(
                    "The highest cost cannot be negative: " + maxCost().get());
        }
    }

    /**
     * An incremental sync of a model, the usual case.
     *
     * @param model technical name of the model
     * @return the request
     * @throws IllegalArgumentException if it is not a model name
     */
    static SyncRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /**
     * Starts a request.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SyncRequest}; not thread-safe. */
    final class Builder extends ImmutableSyncRequest.Builder {
        Builder() {}
    }
}
