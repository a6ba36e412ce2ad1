package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The request may or may not have been applied: the connection broke after it was sent, or the response was unusable.
 *
 * <p>Every write of a port is idempotent, so the engine retries it, within the same limits as a transient failure.
 */
public final class UnknownOutcomeException extends SyncException {

    /**
     * A failure.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     */
    public UnknownOutcomeException(String message) {
        this(message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     */
    public UnknownOutcomeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
