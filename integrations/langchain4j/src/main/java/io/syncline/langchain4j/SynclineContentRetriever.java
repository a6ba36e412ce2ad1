package io.syncline.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.json.HitMetadata;
import io.syncline.core.SyncEngine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A {@code ContentRetriever} of LangChain4j over the searches of an engine: by meaning, and by words where the sink can. It reads
 * only.
 *
 * <p>A content is the best chunk of a record. Its metadata are those of {@link HitMetadata}; LangChain4j's metadata hold texts
 * and numbers only, so a truth value becomes the text {@code true} or {@code false}, and a list the text of its items with
 * commas. The score is the cosine similarity.
 *
 * <p>Thread-safe, if the engine and the function are. A search that fails throws the engine's {@link
 * io.syncline.api.failure.SyncException}.
 */
public final class SynclineContentRetriever implements ContentRetriever {

    private final SyncEngine engine;
    private final Function<Query, SearchRequest> requests;

    private SynclineContentRetriever(SyncEngine engine, Function<Query, SearchRequest> requests) {
        this.engine = engine;
        this.requests = requests;
    }

    /**
     * A retriever that searches the model or the models of the function's choice.
     *
     * @param engine the engine; not closed with the retriever
     * @param requests makes a search of a query, such as one with a condition, or under the rights of who asks, which the metadata
     *     of the query tell
     * @return the retriever
     */
    public static SynclineContentRetriever of(SyncEngine engine, Function<Query, SearchRequest> requests) {
        return new SynclineContentRetriever(engine, requests);
    }

    /**
     * A retriever over all models of the engine.
     *
     * @param engine the engine; not closed with the retriever
     * @param limit the most contents of a query, from 1 to 1000
     * @return the retriever
     */
    public static SynclineContentRetriever of(SyncEngine engine, int limit) {
        return of(
                engine,
                query ->
                        SearchRequest.builder().query(query.text()).limit(limit).build());
    }

    @Override
    public List<Content> retrieve(Query query) {
        return engine.search(requests.apply(query)).stream()
                .map(SynclineContentRetriever::content)
                .toList();
    }

    private static Content content(SearchHit hit) {
        Metadata metadata = new Metadata();
        HitMetadata.of(hit).forEach((name, value) -> put(metadata, name, value));
        return Content.from(TextSegment.from(hit.text(), metadata), Map.of(ContentMetadata.SCORE, hit.score()));
    }

    private static void put(Metadata metadata, String name, Object value) {
        if (value instanceof Integer number) {
            metadata.put(name, number);
        } else if (value instanceof Long number) {
            metadata.put(name, number);
        } else if (value instanceof Double number) {
            metadata.put(name, number);
        } else if (value instanceof List<?> list) {
            metadata.put(
                    name, String.join(", ", list.stream().map(String::valueOf).toList()));
        } else {
            metadata.put(name, String.valueOf(value));
        }
    }
}
