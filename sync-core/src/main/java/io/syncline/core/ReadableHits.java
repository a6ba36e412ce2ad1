package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the hits that the person who asks may read. They are checked in two portions, of which the second is needed by people who
 * may read little; each costs a call to the source for each of its models. What was not checked is not kept. Not thread-safe.
 */
final class ReadableHits {

    /** How many hits to rank. */
    static final int RANKED = 1000;

    private static final int FIRST = 100;
    private static final int PER_WANTED = 5;

    /** The most that a source is asked about at once, see {@link RecordAccess#readable}. */
    private static final int MOST = 500;

    private final RecordAccess access;
    private boolean answered;
    private @Nullable SetupException refusal;

    ReadableHits(RecordAccess access) {
        this.access = access;
    }

    /**
     * The first hits that the person may read.
     *
     * @param ranked hits by descending rank
     * @param wanted how many; fewer come if there are not enough among the best 600 or so
     * @throws SetupException if the source refuses the person altogether
     */
    List<SearchHit> first(List<SearchHit> ranked, int wanted) {
        int first = Math.min(ranked.size(), Math.min(MOST, Math.max(FIRST, PER_WANTED * wanted)));
        List<SearchHit> kept = new ArrayList<>(readable(ranked.subList(0, first)));
        if (kept.size() < wanted && first < ranked.size()) {
            kept.addAll(readable(ranked.subList(first, Math.min(ranked.size(), first + MOST))));
        }
        if (!answered && refusal != null) {
            throw refusal;
        }
        return kept;
    }

    private List<SearchHit> readable(List<SearchHit> hits) {
        Map<ModelName, Set<RecordId>> readable = new HashMap<>();
        ids(hits).forEach((model, ids) -> readable.put(model, readable(model, ids)));
        return hits.stream()
                .filter(hit -> readable.getOrDefault(hit.model(), Set.of()).contains(hit.id()))
                .toList();
    }

    private static Map<ModelName, Set<RecordId>> ids(List<SearchHit> hits) {
        Map<ModelName, Set<RecordId>> ids = new HashMap<>();
        hits.forEach(hit ->
                ids.computeIfAbsent(hit.model(), model -> new HashSet<>()).add(hit.id()));
        return ids;
    }

    /** A model that the person may not read has no hits; other ones may. */
    private Set<RecordId> readable(ModelName model, Set<RecordId> ids) {
        try {
            Set<RecordId> readable = access.readable(model, ids);
            answered = true;
            return readable;
        } catch (SetupException e) {
            refusal = e;
            return Set.of();
        }
    }
}
