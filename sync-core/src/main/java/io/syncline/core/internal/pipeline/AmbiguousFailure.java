package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.Failures;

/**
 * A batch whose texts, request or service may be the cause of its last failure; the control decides.
 *
 * @param controlFailed whether the control has failed since
 */
record AmbiguousFailure(EmbedBatch batch, SyncException failure, boolean controlFailed) {

    static AmbiguousFailure of(EmbedBatch batch, SyncException failure) {
        return new AmbiguousFailure(batch, failure, false);
    }

    AmbiguousFailure afterFailedControl() {
        return new AmbiguousFailure(batch, failure, true);
    }

    boolean isRefusal() {
        return failure instanceof RejectedException;
    }

    boolean mayBeSetup() {
        return failure instanceof SetupException;
    }

    /** Whether the batch is retried while nothing else is in flight before its texts count as the cause. */
    boolean needsIsolation() {
        return batch.size() == 1 || Failures.isRateLimit(failure);
    }

    /** Whether the cause may have passed: an outage, or one response that came from elsewhere. */
    boolean mayHavePassed() {
        return controlFailed || mayBeSetup();
    }

    /** How many texts cause it, for messages. */
    String number() {
        return batch.size() == 1 ? "one" : "one of " + batch.size();
    }
}
