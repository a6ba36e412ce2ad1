package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * Nothing can work until a person changes something: credentials, configuration, a missing model or field, an index of
 * another dimension. Surely not applied; the run stops at once and repeating it without a change is useless.
 */
public final class SetupException extends SyncException {

    /**
     * Creates the failure.
     *
     * @param message what happened, to what, and what to do; without secrets
     */
    public SetupException(String message) {
        this(message, null);
    }

    /**
     * Creates the failure with its cause.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     */
    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
