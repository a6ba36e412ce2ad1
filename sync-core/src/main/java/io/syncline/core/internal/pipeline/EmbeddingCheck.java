package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;

/** Checks that an embedder returned what it was asked for. */
final class EmbeddingCheck {

    private EmbeddingCheck() {}

    static EmbeddingResult checked(Embedder embedder, int expected, EmbeddingResult result) {
        if (result.embeddings().size() != expected) {
            throw new UnknownOutcomeException("The embedder " + embedder.fingerprint() + " returned "
                    + result.embeddings().size() + " vectors for " + expected + " texts");
        }
        for (Embedding embedding : result.embeddings()) {
            if (embedding.dimension() != embedder.fingerprint().dimension()) {
                throw new UnknownOutcomeException("The embedder " + embedder.fingerprint()
                        + " returned a vector of dimension " + embedding.dimension());
            }
        }
        return result;
    }
}
