package io.syncline.core.internal.sync;

import io.syncline.api.SyncType;
import io.syncline.core.internal.run.Destination;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * What is known before a sync begins.
 *
 * @param fingerprint what makes documents and vectors now
 * @param sourceNow the source's clock
 * @param hasChangeTime whether the source can list changes
 * @param sinkEmpty whether the sink holds nothing of the model
 * @param overlap how far to look back
 */
record StartConditions(
        String fingerprint, Instant sourceNow, boolean hasChangeTime, boolean sinkEmpty, Duration overlap) {

    /** Asks sink and source. */
    static CompletableFuture<StartConditions> read(RunContext run, SyncPlan plan) {
        String what = "Reading the clock of " + run.key().source();
        return new Destination(run)
                .isEmpty()
                .thenCompose(empty -> run.retrier()
                        .call(Work.SOURCE, what, run.ports().source()::now)
                        .thenApply(now -> new StartConditions(
                                plan.runFingerprint(),
                                now,
                                plan.description().hasChangeTime(),
                                empty,
                                run.settings().overlap())));
    }

    /** Whether the last completed run made other documents; a state without a fingerprint counts as unchanged. */
    boolean differFrom(ModelState state) {
        return state.fingerprint().filter(known -> !known.equals(fingerprint)).isPresent();
    }

    Checkpoint.Builder start(SyncType type) {
        return Checkpoint.builder().type(type).cursor(0).sourceStart(sourceNow).fingerprint(fingerprint);
    }
}
