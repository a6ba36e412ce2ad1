package io.syncline.embedding.http;

import java.io.IOException;

/**
 * The response is well-formed, but the service found no finite numbers for one or more texts: {@code null}, {@code NaN} or
 * an empty vector. Typical of a text on which the arithmetic of the model fails, while others succeed.
 */
final class UnusableVectorException extends IOException {

    private final boolean concernsAll;

    UnusableVectorException(String message, boolean concernsAll) {
        super(message);
        this.concernsAll = concernsAll;
    }

    /** Whether no text of the request has a vector, so that it cannot be told whether the texts are at fault. */
    boolean concernsAll() {
        return concernsAll;
    }
}
