package io.syncline.api;

import java.util.Optional;
import org.immutables.value.Value;

/** A search by meaning, and by words where the sink can. */
@Style
@Value.Immutable
public interface SearchRequest {

    /** The query, in plain language; not blank. */
    String query();

    /** The model to search; all models of the source if empty. */
    Optional<ModelName> model();

    /** The maximum of records, from 1 to 1000. 10 by default. */
    @Value.Default
    default int limit() {
        return 10;
    }

    /** Whether to find records in quarantine, which were deleted in the source. False by default. */
    @Value.Default
    default boolean includeQuarantined() {
        return false;
    }

    /**
     * Whether to match the words of the query in addition to its meaning. By default, that is done if the sink can.
     *
     * <p>Hits are then ordered by a combination of both ranks, which {@link SearchHit#ranks()} explains. Their scores reflect the
     * meaning only, so they may not descend. If it is demanded of a sink that cannot do it, the search fails with a {@link
     * io.syncline.api.failure.SetupException}.
     */
    Optional<Boolean> hybrid();

    /** Refuses a blank query and a limit out of range. */
    @Value.Check
    default void check() {
        if (query().isBlank()) {
            throw new IllegalArgumentException("'query' must not be blank");
        }
        if (limit() < 1 || limit() > 1000) {
            throw new IllegalArgumentException("'limit' must be from 1 to 1000, but is " + limit());
        }
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SearchRequest}. Not thread-safe. */
    final class Builder extends ImmutableSearchRequest.Builder {
        Builder() {}
    }
}
