package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The other side refused the content that was sent. It was certainly not applied, and the same content will be refused
 * again.
 *
 * <p>The engine splits a refused batch until the offending record is alone, stores that record as failed and continues.
 * A batch that is too large is reported in the same way. Failures that concern every record (credentials, a missing
 * model, a wrong dimension) are {@link SetupException}s instead.
 */
public final class RejectedException extends SyncException {

    /**
     * A failure.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     */
    public RejectedException(String message) {
        this(message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     */
    public RejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
