package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else has taken over: the lease of this run has passed to another holder, or the store holds data of a newer
 * one. Surely not applied; the run stops and writes nothing more.
 */
public final class LostRaceException extends SyncException {

    /**
     * Creates the failure.
     *
     * @param message what happened, to what, and what to do; without secrets
     */
    public LostRaceException(String message) {
        this(message, null);
    }

    /**
     * Creates the failure with its cause.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     */
    public LostRaceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
