package io.syncline.api;

import java.util.Optional;
import org.immutables.value.Value;

/** A question in plain words. */
@Style
@Value.Immutable
public interface SearchRequest {

    /**
     * What to look for.
     *
     * @return words, not blank
     */
    String query();

    /**
     * The only model to search.
     *
     * @return its name, or empty for all models of the source
     */
    Optional<ModelName> model();

    /**
     * How many records to find.
     *
     * @return from 1 to 1000; 10 by default
     */
    @Value.Default
    default int limit() {
        return 10;
    }

    /**
     * Whether to find records in quarantine too, which the source no longer has.
     *
     * @return false by default
     */
    @Value.Default
    default boolean includeQuarantined() {
        return false;
    }

    /**
     * Whether the words of the question count as well as its meaning. Only some sinks can do that; a search is refused with
     * a {@link io.syncline.api.failure.SetupException} by one that cannot. Hits then come by both ranks, and their scores,
     * which tell the meaning only, may not descend.
     *
     * @return false by default
     */
    @Value.Default
    default boolean hybrid() {
        return false;
    }

    /** Refuses a blank query and a limit out of range. */
    @Value.Check
    default void check() {
        if (query().isBlank()) {
            throw new IllegalArgumentException("The search query is blank; give at least one word");
        }
        if (limit() < 1 || limit() > 1000) {
            throw new IllegalArgumentException("The search limit must be from 1 to 1000, not " + limit());
        }
    }

    /**
     * Starts a request.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SearchRequest}; not thread-safe. */
    final class Builder extends ImmutableSearchRequest.Builder {
        Builder() {}
    }
}
