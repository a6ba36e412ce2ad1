package io.syncline.core.internal.runtime;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds the failure within what a future was completed with. */
public final class Failures {

    private Failures() {}

    /** A failure as the ports promise it; anything else is a fault in an adapter, which nobody can wait out. */
    public static SyncException of(Throwable thrown, String what) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SyncException failure) {
            return failure;
        }
        return new SetupException(
                what + " failed with an unexpected exception: "
                        + cause.getClass().getName() + ". Please report it",
                cause);
    }
}
