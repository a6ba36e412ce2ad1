package io.syncline.core.port.embedding;

import java.util.List;

/**
 * The answer to an embedding request.
 *
 * @param embeddings one vector per text, in the order of the texts
 * @param tokens how many tokens the provider counted (and bills), or the embedder's own count
 */
public record EmbeddingResult(List<Embedding> embeddings, long tokens) {

    /** Copies the list. */
    public EmbeddingResult {
        embeddings = List.copyOf(embeddings);
    }
}
