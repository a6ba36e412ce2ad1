package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the hits of a request from a ranking: those that a check keeps, without those of earlier pages. If the check keeps too
 * few, more hits are ranked, up to a bound. Not thread-safe.
 */
final class HitSelection {

    /** The most records to rank. */
    private static final int MOST = 1000;

    private static final int GROWTH = 4;

    /** Ranks hits. */
    @FunctionalInterface
    interface Ranking {

        /** The best hits: at least as many as the limit, if there are so many. */
        RankedHits best(int limit);
    }

    private final SearchRequest request;
    private final HitCheck check;
    private final Map<Hit, Boolean> checked = new HashMap<>();

    HitSelection(SearchRequest request, HitCheck check) {
        this.request = request;
        this.check = check;
    }

    List<SearchHit> select(Ranking ranking) {
        int wanted = request.offset() + request.limit();
        int limit = wanted;
        RankedHits ranked = ranking.best(limit);
        List<SearchHit> kept = kept(ranked);
        while (kept.size() < wanted && !ranked.complete() && limit < MOST) {
            limit = Math.min(MOST, limit * GROWTH);
            ranked = ranking.best(limit);
            kept = kept(ranked);
        }
        return kept.stream().skip(request.offset()).limit(request.limit()).toList();
    }

    /** A record may be ranked again, by another chunk, but is not checked again. */
    private List<SearchHit> kept(RankedHits ranked) {
        List<SearchHit> unchecked = ranked.hits().stream()
                .filter(hit -> !checked.containsKey(Hit.of(hit)))
                .toList();
        if (!unchecked.isEmpty()) {
            Set<Hit> kept = new HashSet<>();
            check.keep(unchecked).forEach(hit -> kept.add(Hit.of(hit)));
            unchecked.forEach(hit -> checked.put(Hit.of(hit), kept.contains(Hit.of(hit))));
        }
        return ranked.hits().stream()
                .filter(hit -> checked.getOrDefault(Hit.of(hit), false))
                .toList();
    }

    private record Hit(ModelName model, RecordId id) {
        static Hit of(SearchHit hit) {
            return new Hit(hit.model(), hit.id());
        }
    }
}
