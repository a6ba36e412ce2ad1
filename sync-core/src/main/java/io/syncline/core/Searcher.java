package io.syncline.core;

import io.syncline.api.HitRanks;
import io.syncline.api.RecordAccess;
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
        request.visibleTo().ifPresent(this::requireSameSource);
        boolean first = !opened;
        if (first) {
            open();
        }
        request.where().ifPresent(where -> find(() -> filters.require(request.models(), where.fields()), first));
        EmbeddingResult result =
                ports.embedder().embed(List.of(QueryLimit.fit(ports.embedder(), request.query())), InputType.QUERY);
        spent.accept(result.tokens());
        Embedding embedding = result.embeddings().get(0);
        List<SearchHit> ranked = find(() -> best(request, embedding, ranked(request)), first);
        return request
                .visibleTo()
                .map(access -> new ReadableHits(access).first(ranked, wanted(request)))
                .orElse(ranked)
                .stream()
                .skip(request.offset())
                .limit(request.limit())
                .toList();
    }

    /** Ids of another source mean other records. */
    private void requireSameSource(RecordAccess access) {
        if (!access.source().equals(ports.source().name())) {
            throw new SetupException("The rights to search by are of the source " + access.source()
                    + ", but this engine searches records of " + ports.source().name()
                    + ". Use the same source with other credentials");
        }
    }

    private static int wanted(SearchRequest request) {
        return request.offset() + request.limit();
    }

    /** The order of the best hits may depend on how many are ranked, so all that may be checked are. */
    private static int ranked(SearchRequest request) {
        return request.visibleTo().isPresent() ? ReadableHits.RANKED : wanted(request);
    }

    private void open() {
        Preparation.open(ports);
        filters.forget();
        opened = true;
    }

    /** The best hits by descending rank, more than the limit perhaps. */
    private List<SearchHit> best(SearchRequest request, Embedding embedding, int limit) {
        return ports.sink() instanceof HybridSink sink && request.hybrid().orElseGet(sink::isHybrid)
                ? byBoth(request, embedding, sink, limit)
                : byMeaning(request, embedding, limit);
    }

    private List<SearchHit> byMeaning(SearchRequest request, Embedding embedding, int limit) {
        List<SearchHit> hits = new ArrayList<>();
        for (SinkHit hit : near(request, ports.sink().search(query(request, embedding, limit)))) {
            hits.add(RankFusion.hit(hit, HitRanks.byMeaning(hits.size() + 1)));
        }
        return hits;
    }

    private List<SearchHit> byBoth(SearchRequest request, Embedding embedding, HybridSink sink, int limit) {
        SinkQuery query = query(request, embedding, RankFusion.depth(limit));
        return RankFusion.fuse(
                near(request, ports.sink().search(query)), near(request, sink.searchWords(query, request.query())));
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
