package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The other side refused the content that was sent: surely not applied, and the same content will be refused again.
 *
 * <p>The engine splits a refused batch until the record at fault stands alone, keeps that record as failed and goes on.
 * A batch that is too large is reported in the same way. Whatever would fail for every record (credentials, a missing
 * model, a wrong dimension) is a {@link SetupException} instead.
 */
public final class RejectedException extends SyncException {

    /**
     * Creates the failure.
     *
     * @param message what happened, to what, and what to do; without secrets
     */
    public RejectedException(String message) {
        this(message, null);
    }

    /**
     * Creates the failure with its cause.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     */
    public RejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
