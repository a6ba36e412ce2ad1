package io.syncline.core;

import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.InputType;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import io.syncline.core.port.SinkSchema;
import java.util.List;

/** Answers questions. Thread-safe. */
final class Searcher {

    private Searcher() {}

    static List<SearchHit> search(Ports ports, SearchRequest request) {
        ports.sink().prepare(new SinkSchema(ports.embedder().fingerprint()));
        Embedding query = ports.embedder()
                .embed(List.of(request.query()), InputType.QUERY)
                .embeddings()
                .get(0);
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
