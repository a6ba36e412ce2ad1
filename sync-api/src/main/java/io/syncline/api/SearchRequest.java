package io.syncline.api;

import io.syncline.api.filter.Condition;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.immutables.value.Value;

/** A search by meaning, and by words where the sink can. */
@Style
@Value.Immutable
public interface SearchRequest {

    /** The query, in plain language; not blank. */
    String query();

    /** The models to search; all models of the source if empty. */
    Set<ModelName> models();

    /** The only records to find, by their ids, in whichever of the models; at most 1000, and any record if empty. */
    Set<RecordId> records();

    /**
     * What the payload of a record must satisfy. The search fails with a {@link io.syncline.api.failure.SetupException},
     * before the question is embedded unless it is under the rights of a person, if no record of the models has one of the entries
     * that it names.
     */
    Optional<Condition> where();

    /** How many of the best records to skip, such as those of earlier pages; with the limit at most 1000. 0 by default. */
    @Value.Default
    default int offset() {
        return 0;
    }

    /** The least {@link SearchHit#score} of a hit, from -1 to 1; any if empty. */
    OptionalDouble minScore();

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
     * The person whose rights decide which records are found; everything that is stored if empty. The answer is that of a store with
     * nothing else than what the person may read: ranks are counted among readable records, names of {@link #where} are looked for in
     * them, and a model that the person may not read has no records.
     *
     * <p>The source is asked about the best hits, twice at most for each of their models, and once more if none of them has an entry that
     * the condition names; what could not be checked is not found. A person who may read very little may get fewer hits than there are,
     * since the best 600 are checked, or 500 of each ranking. How common a word is, is that of everything that is stored.
     *
     * <p>The search fails with a {@link io.syncline.api.failure.SetupException} if the rights are those of another source, or the
     * person cannot log in, and with a {@link io.syncline.api.failure.TransientException} if the source cannot be asked.
     */
    Optional<RecordAccess> visibleTo();

    /**
     * Whether to match the words of the query in addition to its meaning. By default, that is done if the sink can.
     *
     * <p>Hits are then ordered by a combination of both ranks, which {@link SearchHit#ranks()} explains. Their scores reflect the
     * meaning only, so they may not descend. If it is demanded of a sink that cannot do it, the search fails with a {@link
     * io.syncline.api.failure.SetupException}.
     */
    Optional<Boolean> hybrid();

    /** Refuses a blank query, and values out of range. */
    @Value.Check
    default void check() {
        if (query().isBlank()) {
            throw new IllegalArgumentException("'query' must not be blank");
        }
        SearchLimits.check("limit", limit(), 1, SearchLimits.RECORDS);
        SearchLimits.check("offset", offset(), 0, SearchLimits.RECORDS - limit());
        SearchLimits.check("number of records", records().size(), 0, SearchLimits.RECORDS);
        SearchLimits.checkScore(minScore());
        where().ifPresent(SearchLimits::check);
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SearchRequest}. Not thread-safe. */
    final class Builder extends ImmutableSearchRequest.Builder {
        Builder() {}

        /** Searches this model too. */
        public Builder model(ModelName model) {
            return addModels(model);
        }

        /** Searches this model too, if there is one. */
        public Builder model(Optional<ModelName> model) {
            return models(model.map(Set::of).orElse(Set.of()));
        }

        /**
         * What the payload of a record must satisfy.
         *
         * @param condition as {@link Condition#parse} reads it
         * @throws io.syncline.api.filter.InvalidConditionException if it is no condition
         */
        public Builder where(String condition) {
            return where(Condition.parse(condition));
        }
    }
}
