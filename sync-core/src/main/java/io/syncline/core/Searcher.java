package io.syncline.core;

import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import io.syncline.core.port.SinkSchema;
import java.util.List;
import java.util.function.LongConsumer;

/** Answers questions. Thread-safe. */
final class Searcher {

    private Searcher() {}

    /**
     * Answers a question.
     *
     * @param spent hears of the tokens that it took
     */
    static List<SearchHit> search(Ports ports, SearchRequest request, LongConsumer spent) {
        ports.sink().prepare(new SinkSchema(ports.embedder().fingerprint()));
        EmbeddingResult result = ports.embedder().embed(List.of(request.query()), InputType.QUERY);
        spent.accept(result.tokens());
        Embedding query = result.embeddings().get(0);
        SinkQuery sinkQuery = SinkQuery.builder()
                .source(ports.source().name())
                .model(request.model())
                .embedding(query)
                .limit(request.limit())
                .build();
        return ports.sink().search(sinkQuery).stream().map(Searcher::hit).toList();
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
