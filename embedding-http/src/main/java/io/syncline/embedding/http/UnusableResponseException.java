package io.syncline.embedding.http;

import java.io.IOException;

/** A successful response whose body does not answer the request. */
public final class UnusableResponseException extends IOException {

    /**
     * A response that is of no use.
     *
     * @param message what is wrong with it, without a subject, such as {@code 2 vectors for 3 texts}
     */
    public UnusableResponseException(String message) {
        super(message);
    }
}
