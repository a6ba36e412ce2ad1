package io.syncline.core.port.vector;

import io.syncline.api.ModelName;
import io.syncline.core.port.embedding.Embedding;
import java.util.Optional;
import org.immutables.value.Value;

/** A search in a sink. */
@Value.Immutable
public interface SinkQuery {

    /**
     * Whose records to search.
     *
     * @return the name of a source
     */
    String source();

    /**
     * The only model to search.
     *
     * @return its name, or empty for all models of the source
     */
    Optional<ModelName> model();

    /**
     * The vector to compare with.
     *
     * @return a vector of the sink's dimension
     */
    Embedding embedding();

    /**
     * How many records to find.
     *
     * @return a positive number
     */
    int limit();

    /**
     * Whether to find records in quarantine too, see {@link io.syncline.core.port.QuarantiningSink}.
     *
     * @return false by default
     */
    @Value.Default
    default boolean includeQuarantined() {
        return false;
    }

    /** Refuses a limit that is not positive. */
    @Value.Check
    default void check() {
        if (limit() <= 0) {
            throw new IllegalArgumentException("The search limit must be positive, not " + limit());
        }
    }

    /**
     * Starts a query.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SinkQuery}; not thread-safe. */
    final class Builder extends ImmutableSinkQuery.Builder {
        Builder() {}
    }
}
