package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * Nothing can succeed until a person changes something: credentials, configuration, a missing model or field, an index
 * of another dimension. The change was certainly not applied. The run stops; a retry without a change is useless.
 */
public sealed class SetupException extends SyncException permits MissingStoreException, ReadOnlyStoreException {

    /**
     * A failure.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     */
    public SetupException(String message) {
        this(message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     */
    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
