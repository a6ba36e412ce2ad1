package io.syncline.core;

import io.syncline.api.HitRanks;
import io.syncline.api.SearchHit;
import io.syncline.core.port.vector.SinkHit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The records that a search may find, in the order of each of its searches.
 *
 * @param meaning by meaning, the nearest first
 * @param words by words, the best first; empty if words are not searched
 */
record Rankings(List<SinkHit> meaning, Optional<List<SinkHit>> words) {

    /** Both in one order, with the ranks that each record has in these rankings. */
    List<SearchHit> fused() {
        return words.map(found -> RankFusion.fuse(meaning, found)).orElseGet(() -> numbered(meaning));
    }

    private static List<SearchHit> numbered(List<SinkHit> ranking) {
        List<SearchHit> hits = new ArrayList<>();
        for (SinkHit hit : ranking) {
            hits.add(RankFusion.hit(hit, HitRanks.byMeaning(hits.size() + 1)));
        }
        return hits;
    }

    /** The rankings after the same change to each. */
    Rankings each(UnaryOperator<List<SinkHit>> change) {
        return new Rankings(change.apply(meaning), words.map(change));
    }

    /** The rankings, one or two. */
    List<List<SinkHit>> lists() {
        List<List<SinkHit>> lists = new ArrayList<>(List.of(meaning));
        words.ifPresent(lists::add);
        return lists;
    }

    /** How many records each ranking needs so that the best ones of both are among them. */
    int depth(int limit) {
        return words.isPresent() ? RankFusion.depth(limit) : limit;
    }
}
