package io.syncline.core.internal.embed;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import java.time.Duration;

/** Failures of a run that an embedder has caused, with what to do about them. */
public final class EmbedderFaults {

    private EmbedderFaults() {}

    /** The failure of a run whose control was refused. */
    public static SyncException requestRefused(SyncException failure) {
        return failure instanceof RejectedException
                ? new SetupException(
                        failure.getMessage()
                                + ". A harmless text is refused as well, so no record is at fault: check the"
                                + " settings of the embedder",
                        failure)
                : failure;
    }

    /** The failure of a first request that is not answered. */
    static SyncException unanswered(Embedder embedder, Duration limit) {
        return new TransientException(
                "The embedder " + embedder.fingerprint() + " has not answered its first request within "
                        + limit.toSeconds() + " s; check that it runs and that its address is right",
                null);
    }
}
