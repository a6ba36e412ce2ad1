package io.syncline.core.internal.run;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses to replace what is stored under a complete description by documents of a {@linkplain
 * io.syncline.core.port.record.ModelDescription#provisional() provisional} one: both runs, this one and the next with a complete
 * description, would embed everything again.
 */
public final class ProvisionalDescription {

    private ProvisionalDescription() {}

    /** The failure of a run whose plan is provisional and differs from what the state is about; empty if it can go on. */
    public static Optional<SyncException> refusal(SyncPlan plan, ModelState state) {
        return plan.description()
                .provisional()
                .filter(cause -> differs(plan.runFingerprint(), state))
                .map(cause -> failure(plan, cause));
    }

    /**
     * The failure of a sync whose plan is provisional, also of the first one of a model: what it embeds would be embedded again
     * once everything is answered. A limited one goes on, since it costs little.
     */
    public static Optional<SyncException> refusal(SyncPlan plan, ModelState state, boolean limited) {
        boolean first = state.fingerprint().isEmpty() && state.checkpoint().isEmpty();
        return first && !limited
                ? plan.description().provisional().map(cause -> failure(plan, cause))
                : refusal(plan, state);
    }

    private static SyncException failure(SyncPlan plan, String cause) {
        return new TransientException(
                "The source describes " + plan.description().model()
                        + " only in part at present, and its records would be embedded without what is"
                        + " missing, and again once it is there; nothing was changed. Retry later, or run a full sync to accept that. Cause: "
                        + cause,
                null);
    }

    private static boolean differs(String fingerprint, ModelState state) {
        return Stream.concat(state.fingerprint().stream(), state.checkpoint().map(Checkpoint::fingerprint).stream())
                .anyMatch(known -> !known.equals(fingerprint));
    }
}
