package io.syncline.embedding.http;

import io.syncline.core.port.embedding.Embedding;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a successful response holds.
 *
 * @param embeddings one vector per text, in the order of the texts
 * @param tokens how many tokens the service counted; empty if it did not tell, so that the estimate counts
 */
public record EmbeddingList(List<Embedding> embeddings, OptionalLong tokens) {

    /** Copies the list. */
    public EmbeddingList {
        embeddings = List.copyOf(embeddings);
    }
}
