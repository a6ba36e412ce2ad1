package io.syncline.qdrant;

import io.syncline.api.failure.RejectedException;

/** A request or its answer exceeds a limit, and a smaller one may pass. Never leaves this package. */
final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLargeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same for those who cannot ask for less. */
    RejectedException asRejected() {
        return new RejectedException(String.valueOf(getMessage()), getCause());
    }
}
