package io.syncline.core.port.vector;

import io.syncline.core.port.embedding.EmbedderFingerprint;

/**
 * What the engine is going to store in a sink.
 *
 * @param embedder what makes the vectors; one collection holds vectors of one embedder only. Distance is cosine
 */
public record SinkSchema(EmbedderFingerprint embedder) {

    /**
     * Numbers per vector.
     *
     * @return the dimension
     */
    public int dimension() {
        return embedder.dimension();
    }
}
