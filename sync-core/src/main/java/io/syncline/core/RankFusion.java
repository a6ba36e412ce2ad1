package io.syncline.core;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.core.port.vector.SinkHit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reciprocal rank fusion: a record gains 1 / (10 + rank) from each of two rankings. Their scores, which are not comparable,
 * do not count. The usual constant is 60, with which a record in the middle of both rankings often beats the first of one;
 * 10 found more of what people ask for (docs/benchmarks.md).
 */
final class RankFusion {

    private static final int CONSTANT = 10;

    /**
     * How many records each ranking has, in steps: the fused order depends on it, and the pages of one search should not overlap.
     * Sinks must be able to find the last.
     */
    private static final List<Integer> DEPTHS = List.of(50, 200, 800, 1000);

    private static final Comparator<Fused> BEST_FIRST = Comparator.comparingDouble(Fused::gain)
            .reversed()
            .thenComparing(fused -> fused.hit().model())
            .thenComparing(fused -> fused.hit().id());

    private RankFusion() {}

    /** How many records both rankings need so that the best ones of them are among them. */
    static int depth(int limit) {
        return DEPTHS.stream().filter(depth -> depth >= 2 * limit).findFirst().orElse(DEPTHS.get(DEPTHS.size() - 1));
    }

    static List<SearchHit> fuse(List<SinkHit> meaning, List<SinkHit> words) {
        Map<Found, Fused> fused = new LinkedHashMap<>();
        for (int i = 0; i < meaning.size(); i++) {
            SinkHit hit = meaning.get(i);
            fused.put(Found.of(hit), new Fused(hit, HitRanks.byMeaning(i + 1)));
        }
        for (int i = 0; i < words.size(); i++) {
            Fused found = new Fused(words.get(i), new HitRanks(OptionalInt.empty(), OptionalInt.of(i + 1)));
            fused.merge(Found.of(found.hit()), found, Fused::with);
        }
        return fused.values().stream()
                .sorted(BEST_FIRST)
                .map(found -> hit(found.hit(), found.ranks()))
                .toList();
    }

    /** A hit as applications see it. */
    static SearchHit hit(SinkHit hit, HitRanks ranks) {
        return new SearchHit(
                hit.model(),
                hit.id(),
                hit.score(),
                hit.text(),
                hit.chunkIndex(),
                hit.payload().values(),
                ranks);
    }

    private record Found(ModelName model, RecordId id) {
        static Found of(SinkHit hit) {
            return new Found(hit.model(), hit.id());
        }
    }

    /**
     * A record of one ranking or both.
     *
     * @param hit the record by the chunk of the better rank
     * @param ranks its ranks
     */
    private record Fused(SinkHit hit, HitRanks ranks) {

        Fused with(Fused byWords) {
            int meaningRank = ranks.meaning().orElse(Integer.MAX_VALUE);
            boolean wordsAreBetter = byWords.ranks().words().orElse(Integer.MAX_VALUE) < meaningRank;
            return new Fused(
                    wordsAreBetter ? byWords.hit() : hit,
                    new HitRanks(ranks.meaning(), byWords.ranks().words()));
        }

        double gain() {
            return reciprocal(ranks.meaning()) + reciprocal(ranks.words());
        }

        private static double reciprocal(OptionalInt rank) {
            return rank.isPresent() ? 1.0 / (CONSTANT + rank.getAsInt()) : 0;
        }
    }
}
