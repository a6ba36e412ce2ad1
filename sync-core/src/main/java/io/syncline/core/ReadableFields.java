package io.syncline.core;

import io.syncline.api.filter.Condition;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Refuses to filter by what no payload has that the person who asks may read. {@link FilteredFields} would tell of all that is stored: that
 * some record has a field, and what fields there are.
 */
final class ReadableFields {

    /** With the others, as many as a source may be asked about at once. */
    private static final int HAVING = 400;

    private static final int NEAREST = 100;

    private final Function<SinkQuery, List<SinkHit>> search;
    private final ReadableHits readable;

    /**
     * A check.
     *
     * @param search searches by meaning
     * @param readable knows what the person may read
     */
    ReadableFields(Function<SinkQuery, List<SinkHit>> search, ReadableHits readable) {
        this.search = search;
        this.readable = readable;
    }

    /**
     * Checks the names of a condition. Costs the source a call for each model if none of the found records has one of them, which is seldom.
     *
     * @param query the search, of which records, condition and limit do not count
     * @param found what it found of what the person may read
     * @throws io.syncline.api.failure.SetupException if there is no such field
     */
    void require(SinkQuery query, Set<String> fields, Rankings found) {
        Set<String> missing = new TreeSet<>(fields);
        found.lists().forEach(hits -> missing.removeAll(names(hits)));
        if (missing.isEmpty()) {
            return;
        }
        SinkQuery.Builder all =
                SinkQuery.builder().from(query).records(Set.of()).where(Optional.empty());
        List<SinkHit> nearest = search.apply(all.limit(NEAREST).build());
        List<SinkHit> having = search.apply(all.where(
                        Condition.anyOf(missing.stream().map(Condition::exists).toList()))
                .limit(HAVING)
                .build());
        Set<String> names = names(readable.all(new Rankings(having, Optional.of(nearest))));
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            throw FilteredFields.missing("that this person may read", missing, names);
        }
    }

    private static Set<String> names(Collection<SinkHit> hits) {
        Set<String> names = new HashSet<>();
        hits.forEach(hit -> names.addAll(hit.payload().values().keySet()));
        return names;
    }
}
