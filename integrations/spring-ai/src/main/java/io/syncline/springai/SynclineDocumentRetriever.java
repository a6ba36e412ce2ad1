package io.syncline.springai;

import io.syncline.api.RecordAccess;
import java.util.List;
import java.util.function.Function;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;

/**
 * A {@code DocumentRetriever} of Spring AI, such as {@code RetrievalAugmentationAdvisor} takes, over a {@link
 * SynclineVectorStoreRetriever}. Needs {@code spring-ai-rag}. Thread-safe, if the function is.
 */
public final class SynclineDocumentRetriever implements DocumentRetriever {

    private final Function<Query, SynclineVectorStoreRetriever> retriever;
    private final Function<Query, SearchRequest> requests;

    private SynclineDocumentRetriever(
            Function<Query, SynclineVectorStoreRetriever> retriever, Function<Query, SearchRequest> requests) {
        this.retriever = retriever;
        this.requests = requests;
    }

    /**
     * A retriever of a number of documents for each query.
     *
     * @param retriever what is searched
     * @param topK the most documents of a query, from 1 to 1000
     * @return the retriever
     */
    public static SynclineDocumentRetriever of(SynclineVectorStoreRetriever retriever, int topK) {
        return of(
                retriever,
                query -> SearchRequest.builder().query(query.text()).topK(topK).build());
    }

    /**
     * A retriever whose searches depend on the query and its context.
     *
     * @param retriever what is searched
     * @param requests makes a search of a query, such as one with a filter that depends on who asks
     * @return the retriever
     */
    public static SynclineDocumentRetriever of(
            SynclineVectorStoreRetriever retriever, Function<Query, SearchRequest> requests) {
        return new SynclineDocumentRetriever(query -> retriever, requests);
    }

    /**
     * A retriever that finds only what the person may read who asks.
     *
     * @param access tells by a query who asks, such as by its {@code context()}
     * @return the retriever
     */
    public SynclineDocumentRetriever visibleTo(Function<Query, RecordAccess> access) {
        return new SynclineDocumentRetriever(query -> retriever.apply(query).visibleTo(access.apply(query)), requests);
    }

    @Override
    public List<Document> retrieve(Query query) {
        return retriever.apply(query).similaritySearch(requests.apply(query));
    }
}
