package io.syncline.springai;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.SearchHit;
import io.syncline.api.json.HitMetadata;
import io.syncline.core.SyncEngine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStoreRetriever;

/**
 * A {@code VectorStoreRetriever} of Spring AI over the searches of an engine: by meaning, and by words where the sink can. It reads
 * only. For a {@code DocumentRetriever}, see {@link SynclineDocumentRetriever}.
 *
 * <p>A document is the best chunk of a record, with the cosine similarity as its score. Its metadata are those of {@link
 * HitMetadata}. Filter expressions are conditions on the payload, with the meaning that {@link
 * io.syncline.api.filter.Condition} describes.
 *
 * <p>Thread-safe, if the engine is. A search that fails throws the engine's {@link io.syncline.api.failure.SyncException}; a filter that
 * no condition can express, an {@link IllegalArgumentException}.
 */
public final class SynclineVectorStoreRetriever implements VectorStoreRetriever {

    private final SyncEngine engine;
    private final Set<ModelName> models;
    private final Optional<RecordAccess> access;

    private SynclineVectorStoreRetriever(SyncEngine engine, Set<ModelName> models, Optional<RecordAccess> access) {
        this.engine = engine;
        this.models = models;
        this.access = access;
    }

    /**
     * A retriever over some models.
     *
     * @param engine the engine; not closed with the retriever
     * @param models the names of the models; all models of the engine if there is none
     * @return the retriever
     */
    public static SynclineVectorStoreRetriever of(SyncEngine engine, String... models) {
        return new SynclineVectorStoreRetriever(
                engine,
                List.of(models).stream().map(ModelName::of).collect(Collectors.toUnmodifiableSet()),
                Optional.empty());
    }

    /**
     * A retriever that finds only what a person may read, instead of whatever this one finds.
     *
     * @param person the rights of that person
     * @return the retriever
     */
    public SynclineVectorStoreRetriever visibleTo(RecordAccess person) {
        return new SynclineVectorStoreRetriever(engine, models, Optional.of(person));
    }

    @Override
    public List<Document> similaritySearch(SearchRequest request) {
        var search = io.syncline.api.SearchRequest.builder()
                .query(request.getQuery())
                .models(models)
                .visibleTo(access)
                .limit(request.getTopK());
        if (request.getSimilarityThreshold() > SearchRequest.SIMILARITY_THRESHOLD_ACCEPT_ALL) {
            search.minScore(request.getSimilarityThreshold());
        }
        if (request.getFilterExpression() != null) {
            search.where(FilterConditions.of(request.getFilterExpression()));
        }
        return engine.search(search.build()).stream()
                .map(SynclineVectorStoreRetriever::document)
                .toList();
    }

    private static Document document(SearchHit hit) {
        return Document.builder()
                .id(hit.model().value() + "/" + hit.id() + "/" + hit.chunkIndex())
                .text(hit.text())
                .metadata(HitMetadata.of(hit))
                .score(hit.score())
                .build();
    }
}
