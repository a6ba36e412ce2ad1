package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * Another run has taken over: the lease of this run has passed to another holder, or the store holds data of a newer
 * run. The change was certainly not applied. The run stops and writes nothing more.
 */
public final class LostRaceException extends SyncException {

    /**
     * A failure.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     */
    public LostRaceException(String message) {
        this(message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     */
    public LostRaceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
