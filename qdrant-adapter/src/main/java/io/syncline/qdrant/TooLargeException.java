package io.syncline.qdrant;

import io.syncline.api.failure.RejectedException;

/** A request or its response exceeds a limit, and a smaller request may succeed. Never leaves this package. */
final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLargeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Converts it for a request that cannot be split. */
    RejectedException asRejected() {
        return new RejectedException(String.valueOf(getMessage()), getCause());
    }
}
