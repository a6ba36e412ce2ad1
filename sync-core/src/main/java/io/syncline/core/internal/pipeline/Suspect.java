package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;

/**
 * A batch that waits for the control.
 *
 * @param failure its last failure
 * @param excused whether the control has failed since
 */
record Suspect(EmbedBatch batch, SyncException failure, boolean excused) {

    static Suspect of(EmbedBatch batch, SyncException failure) {
        return new Suspect(batch, failure, false);
    }

    Suspect asExcused() {
        return new Suspect(batch, failure, true);
    }

    /** Whether something that has passed may have caused the failure: an outage, or one misled request. */
    boolean mayBeAnAccident() {
        return excused || failure instanceof SetupException;
    }

    /** How many texts are at fault, for messages. */
    String number() {
        return batch.size() == 1 ? "one" : "one of " + batch.size();
    }
}
