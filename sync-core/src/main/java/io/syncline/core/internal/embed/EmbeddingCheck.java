package io.syncline.core.internal.embed;

import io.syncline.api.failure.RejectedException;
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
        int wanted = embedder.fingerprint().dimension();
        for (Embedding embedding : result.embeddings()) {
            if (embedding.dimension() != wanted) {
                // no attempt changes that: it is the text, or the setup, which shows with another text
                throw new RejectedException("The embedder " + embedder.fingerprint()
                        + " returned a vector of dimension " + embedding.dimension());
            }
        }
        return result;
    }
}
