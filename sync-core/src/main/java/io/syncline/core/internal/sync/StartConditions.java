package io.syncline.core.internal.sync;

import io.syncline.api.SyncType;
import io.syncline.core.internal.run.Clocks;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known before a sync begins.
 *
 * @param fingerprint what makes documents and vectors now
 * @param clocks of source and metadata store
 * @param hasChangeTime whether the source can list changes
 * @param overlap how far to look back
 * @param history why the state says nothing although the model was synced before; empty if it was not
 */
record StartConditions(
        String fingerprint, Clocks clocks, boolean hasChangeTime, Duration overlap, MissingStateReason history) {

    static StartConditions of(RunContext run, SyncPlan plan, MissingStateReason history, Clocks clocks) {
        return new StartConditions(
                plan.runFingerprint(),
                clocks,
                plan.description().hasChangeTime(),
                run.settings().overlap(),
                history);
    }

    /** Whether the last completed run made other documents; a state without a fingerprint counts as unchanged. */
    boolean differFrom(ModelState state) {
        return state.fingerprint().filter(known -> !known.equals(fingerprint)).isPresent();
    }

    /** What a person should know of the clocks. */
    Optional<String> warning() {
        return clocks.warning(overlap);
    }

    Checkpoint.Builder start(SyncType type) {
        return Checkpoint.builder()
                .type(type)
                .cursor(Cursor.START)
                .sourceStart(clocks.earlier())
                .fingerprint(fingerprint);
    }
}
