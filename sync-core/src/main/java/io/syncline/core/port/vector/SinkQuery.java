package io.syncline.core.port.vector;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.filter.Condition;
import io.syncline.core.port.embedding.Embedding;
import java.util.Optional;
import java.util.Set;
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
     * The models to search.
     *
     * @return their names, or empty for all models of the source
     */
    Set<ModelName> models();

    /**
     * The only records to find, in whichever of the models.
     *
     * @return at most 1000 ids, or empty for any record
     */
    Set<RecordId> records();

    /**
     * What the payload of a chunk must satisfy. {@link Condition} says what that means; {@code
     * ConditionTranslator} in {@code core.adapter.sink} helps to translate it to the filter of a store.
     *
     * @return a condition, or empty for none
     */
    Optional<Condition> where();

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

    /**
     * Whether a model is searched.
     *
     * @param model a model of the source
     */
    default boolean searches(ModelName model) {
        return models().isEmpty() || models().contains(model);
    }

    /**
     * Whether a chunk satisfies what the query asks of its record and payload.
     *
     * @param record the record
     * @param payload the payload of the chunk
     */
    default boolean accepts(RecordId record, Payload payload) {
        return (records().isEmpty() || records().contains(record))
                && where().map(where -> where.matches(payload.values())).orElse(true);
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

        /** Searches this model too. */
        public Builder model(ModelName model) {
            return addModels(model);
        }
    }
}
