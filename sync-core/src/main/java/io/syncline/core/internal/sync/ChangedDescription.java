package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.ProvisionalDescription;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.settings.FingerprintChange;
import java.util.Optional;

/** What keeps a sync from embedding everything again, unless a full one was asked for; a plan reports the same. */
final class ChangedDescription {

    private ChangedDescription() {}

    /** Why a sync does not begin while the source describes the model only in part. */
    static Optional<SyncException> provisional(SyncRequest request, SyncPlan plan, ModelState state) {
        return request.forceFull()
                ? Optional.empty()
                : ProvisionalDescription.refusal(
                        plan, state, request.testLimit().isPresent());
    }

    /** Why a sync does not begin after its settings have changed. */
    static Optional<String> refusal(RunContext run, SyncRequest request, ModelState state, StartConditions conditions) {
        boolean refuses = run.settings().onFingerprintChange() == FingerprintChange.REFUSE;
        return refuses && !request.forceFull() && conditions.differFrom(state)
                ? Optional.of(
                        "Fields, template, embedder or scope of " + request.model() + " changed since its last sync,"
                                + " and the engine is set to refuse that. Undo the change, or run a full sync to re-embed"
                                + " all records")
                : Optional.empty();
    }
}
