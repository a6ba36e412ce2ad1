package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The request may or may not have been applied: the connection broke after it was sent, or the answer made no sense.
 *
 * <p>Every write of a port is idempotent, so the engine repeats it, within the same limits as a transient failure.
 */
public final class UnknownOutcomeException extends SyncException {

    /**
     * Creates the failure.
     *
     * @param message what happened, to what, and what to do; without secrets
     */
    public UnknownOutcomeException(String message) {
        this(message, null);
    }

    /**
     * Creates the failure with its cause.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     */
    public UnknownOutcomeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
