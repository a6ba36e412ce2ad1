package io.syncline.springai;

import java.util.List;
import java.util.function.Function;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStoreRetriever;

/**
 * A {@code DocumentRetriever} of Spring AI, such as {@code RetrievalAugmentationAdvisor} takes, over a {@link
 * SynclineVectorStoreRetriever}. Needs {@code spring-ai-rag}. Thread-safe, if the function is.
 */
public final class SynclineDocumentRetriever implements DocumentRetriever {

    private final VectorStoreRetriever retriever;
    private final Function<Query, SearchRequest> requests;

    private SynclineDocumentRetriever(VectorStoreRetriever retriever, Function<Query, SearchRequest> requests) {
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
        return new SynclineDocumentRetriever(retriever, requests);
    }

    @Override
    public List<Document> retrieve(Query query) {
        return retriever.similaritySearch(requests.apply(query));
    }
}
