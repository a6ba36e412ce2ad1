package io.syncline.core;

import io.syncline.api.HitRanks;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Answers questions. The sink is opened once, not for each question, so a store that was replaced by one for another
 * embedder still answers questions until it is dropped. Thread-safe.
 */
final class Searcher {

    private final Ports ports;
    private final LongConsumer spent;
    private final FilteredFields filters;
    private volatile boolean opened;

    /**
     * A searcher.
     *
     * @param spent takes the tokens that a question cost
     */
    Searcher(Ports ports, LongConsumer spent) {
        this.ports = ports;
        this.spent = spent;
        this.filters = new FilteredFields(ports);
    }

    List<SearchHit> search(SearchRequest request) {
        if (request.hybrid().orElse(false) && !(ports.sink() instanceof HybridSink)) {
            throw new SetupException(
                    "This sink searches by meaning only. Search without hybrid, or use a sink that supports it,"
                            + " such as SQLite, Qdrant or pgvector");
        }
        boolean first = !opened;
        if (first) {
            open();
        }
        request.where().ifPresent(where -> find(() -> filters.require(request.models(), where.fields()), first));
        EmbeddingResult result =
                ports.embedder().embed(List.of(QueryLimit.fit(ports.embedder(), request.query())), InputType.QUERY);
        spent.accept(result.tokens());
        Embedding embedding = result.embeddings().get(0);
        return find(() -> new HitSelection(request, HitCheck.NONE).select(ranking(request, embedding)), first);
    }

    private void open() {
        Preparation.open(ports);
        filters.forget();
        opened = true;
    }

    private HitSelection.Ranking ranking(SearchRequest request, Embedding embedding) {
        return ports.sink() instanceof HybridSink sink && request.hybrid().orElseGet(sink::isHybrid)
                ? limit -> byBoth(request, embedding, sink, limit)
                : limit -> byMeaning(request, embedding, limit);
    }

    private RankedHits byMeaning(SearchRequest request, Embedding embedding, int limit) {
        List<SinkHit> found = ports.sink().search(query(request, embedding, limit));
        List<SearchHit> hits = new ArrayList<>(found.size());
        for (SinkHit hit : found) {
            if (isNear(request, hit)) {
                hits.add(RankFusion.hit(hit, HitRanks.byMeaning(hits.size() + 1)));
            }
        }
        return new RankedHits(hits, hits.size() < limit);
    }

    private RankedHits byBoth(SearchRequest request, Embedding embedding, HybridSink sink, int limit) {
        SinkQuery query = query(request, embedding, RankFusion.depth(limit));
        List<SinkHit> meaning = near(request, ports.sink().search(query));
        List<SinkHit> words = sink.searchWords(query, request.query());
        return new RankedHits(
                RankFusion.fuse(meaning, near(request, words)),
                meaning.size() < query.limit() && words.size() < query.limit());
    }

    private static List<SinkHit> near(SearchRequest request, List<SinkHit> hits) {
        return hits.stream().filter(hit -> isNear(request, hit)).toList();
    }

    private static boolean isNear(SearchRequest request, SinkHit hit) {
        return hit.score() >= request.minScore().orElse(-Double.MAX_VALUE);
    }

    private SinkQuery query(SearchRequest request, Embedding embedding, int limit) {
        return SinkQuery.builder()
                .source(ports.source().name())
                .models(request.models())
                .records(request.records())
                .where(request.where())
                .embedding(embedding)
                .limit(limit)
                .includeQuarantined(request.includeQuarantined())
                .build();
    }

    private <T> T find(Supplier<T> search, boolean justOpened) {
        try {
            return search.get();
        } catch (SetupException e) {
            if (justOpened) {
                throw e;
            }
            // the store may have been dropped and another one be in its place
            open();
            return search.get();
        }
    }
}
