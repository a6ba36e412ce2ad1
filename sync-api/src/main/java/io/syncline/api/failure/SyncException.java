package io.syncline.api.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of all failures that Syncline and its adapters report.
 *
 * <p>The subclasses state what is known after the failure, not which layer it came from: an adapter throws the one that
 * applies, and the engine decides what follows. Messages name the model, record or request concerned and what to do
 * next. They never contain a secret.
 */
public abstract sealed class SyncException extends RuntimeException
        permits LostRaceException, RejectedException, SetupException, TransientException, UnknownOutcomeException {

    SyncException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What failed, on what, why, and what to do next; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
