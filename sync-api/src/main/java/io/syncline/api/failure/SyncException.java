package io.syncline.api.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of all failures that Syncline and its adapters report.
 *
 * <p>The subclasses say what is known after the failure, not which layer it came from: an adapter picks the one that
 * holds, and the engine decides what follows. Messages name the model, record or request concerned and what to do;
 * they never contain a secret.
 */
public abstract sealed class SyncException extends RuntimeException
        permits LostRaceException, RejectedException, SetupException, TransientException, UnknownOutcomeException {

    SyncException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What happened, to what, and what to do; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
