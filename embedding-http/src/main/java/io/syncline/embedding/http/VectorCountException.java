package io.syncline.embedding.http;

import java.io.IOException;

/** The response is well-formed, but has fewer or more vectors than texts were sent. */
final class VectorCountException extends IOException {

    private final int vectors;

    VectorCountException(int vectors, int texts) {
        super(vectors + " vectors for " + texts + " texts");
        this.vectors = vectors;
    }

    int vectors() {
        return vectors;
    }
}
