package io.syncline.core;

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
    private volatile boolean opened;

    /**
     * A searcher.
     *
     * @param spent takes the tokens that a question cost
     */
    Searcher(Ports ports, LongConsumer spent) {
        this.ports = ports;
        this.spent = spent;
    }

    List<SearchHit> search(SearchRequest request) {
        if (request.hybrid() && !(ports.sink() instanceof HybridSink)) {
            throw new SetupException(
                    "This sink searches by meaning only. Search without hybrid, or use a sink that supports it,"
                            + " such as Qdrant");
        }
        boolean first = !opened;
        if (first) {
            open();
        }
        EmbeddingResult result = ports.embedder().embed(List.of(request.query()), InputType.QUERY);
        spent.accept(result.tokens());
        Embedding query = result.embeddings().get(0);
        SinkQuery sinkQuery = SinkQuery.builder()
                .source(ports.source().name())
                .model(request.model())
                .embedding(query)
                .limit(request.limit())
                .includeQuarantined(request.includeQuarantined())
                .build();
        return find(() -> ask(sinkQuery, request), first).stream()
                .map(Searcher::hit)
                .toList();
    }

    private void open() {
        Preparation.open(ports);
        opened = true;
    }

    private List<SinkHit> ask(SinkQuery query, SearchRequest request) {
        return request.hybrid() && ports.sink() instanceof HybridSink sink
                ? sink.search(query, request.query())
                : ports.sink().search(query);
    }

    private List<SinkHit> find(Supplier<List<SinkHit>> search, boolean justOpened) {
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

    private static SearchHit hit(SinkHit hit) {
        return new SearchHit(
                hit.model(),
                hit.id(),
                hit.score(),
                hit.text(),
                hit.chunkIndex(),
                hit.payload().values());
    }
}
