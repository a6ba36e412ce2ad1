package io.syncline.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.core.SyncEngine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A {@code ContentRetriever} of LangChain4j over the searches of an engine: by meaning, and by words where the sink can. It reads
 * only.
 *
 * <p>A content is the best chunk of a record. Its metadata are the payload of the record, with {@value #MODEL}, {@value #RECORD}
 * and {@value #CHUNK}; LangChain4j's metadata hold texts and numbers only, so a truth value becomes the text {@code true} or {@code
 * false}, and a list the text of its items with commas. The score is the cosine similarity.
 *
 * <p>Thread-safe, if the engine and the function are. A search that fails throws the engine's {@link
 * io.syncline.api.failure.SyncException}.
 */
public final class SynclineContentRetriever implements ContentRetriever {

    /** The name of the model of a record in the metadata. */
    public static final String MODEL = "model_name";

    /** The id of a record in the metadata: a number, or a text. */
    public static final String RECORD = "record_id";

    /** The index of the chunk in its record in the metadata, from 0. */
    public static final String CHUNK = "chunk_index";

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
     * @param requests makes a search of a query, such as one with a condition that depends on who asks
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
        hit.payload().forEach((name, value) -> put(metadata, name, value));
        metadata.put(MODEL, hit.model().value());
        put(metadata, RECORD, hit.id().value());
        metadata.put(CHUNK, hit.chunkIndex());
        return Content.from(TextSegment.from(hit.text(), metadata), Map.of(ContentMetadata.SCORE, hit.score()));
    }

    private static void put(Metadata metadata, String name, Object value) {
        if (value instanceof Long number) {
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
