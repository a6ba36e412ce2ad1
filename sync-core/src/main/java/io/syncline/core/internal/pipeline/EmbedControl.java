package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.embed.EmbedderFaults;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the cause of ambiguous failures by a control request, whose {@link #TEXT text} no embedder has a reason to fail over:
 *
 * <ul>
 *   <li>It is embedded: the texts are the cause. The batch is halved, or its record fails.
 *   <li>It is refused too, and nothing was embedded since it was sent: the request is the cause, which ends the run.
 *   <li>It fails: the service is the cause. The batch waits, until the retry settings end the run.
 * </ul>
 *
 * <p>A single text that was not refused is retried once more before its record fails ({@link IsolatedRetry}), right after the
 * control and never together with another such text: one of them may break the service for a while. Texts that are refused
 * for their rate are retried in isolation for as long as a limit of a minute needs to have room again: the control, and all
 * that was sent before, may have used up the quota.
 *
 * <p>Confined to the loop.
 */
final class EmbedControl {

    /** A text that no embedder can have a reason to fail over. */
    static final String TEXT = "The quick brown fox jumps over the lazy dog.";

    private final RunContext run;
    private final StageOutlet outlet;
    private final FailedBatches batches;
    private final EmbedDeadlines deadlines;
    private final IsolatedRetry isolated;
    private final ControlWait wait = new ControlWait();
    private List<AmbiguousFailure> waiting = new ArrayList<>();
    private List<AmbiguousFailure> controlled = List.of();

    EmbedControl(
            RunContext run,
            StageOutlet outlet,
            FailedBatches batches,
            EmbedDeadlines deadlines,
            IsolatedRetry isolated) {
        this.run = run;
        this.outlet = outlet;
        this.batches = batches;
        this.deadlines = deadlines;
        this.isolated = isolated;
    }

    /** Holds a batch back until the control has shown the cause of its failure. */
    void add(EmbedBatch batch, SyncException failure) {
        waiting.add(AmbiguousFailure.of(batch, failure));
    }

    /** Whether the control is to be sent; for an isolated retry, only while nothing else is in flight. */
    boolean isDue() {
        boolean wanted = isolated.isOpen() ? isolated.needsControl() : !waiting.isEmpty();
        return wanted && wait.isDue(run.loop().nanoTime());
    }

    /** Whether the control has yet to show that the setup is right. */
    boolean mayFindWrongSetup() {
        return Stream.concat(waiting.stream(), controlled.stream()).anyMatch(AmbiguousFailure::mayBeSetup);
    }

    /** Why the control waits, if nothing else is to be done. */
    WaitCause waitCause() {
        EmbedderFingerprint embedder = run.ports().embedder().fingerprint();
        return waiting.isEmpty()
                ? WaitCause.NONE
                : wait.waitCause(embedder, run.loop().nanoTime());
    }

    /** Whether no batch waits for the control, or is retried in isolation. */
    boolean isEmpty() {
        return waiting.isEmpty() && controlled.isEmpty() && !isolated.isOpen();
    }

    void clear() {
        waiting.clear();
        controlled = List.of();
        isolated.clear();
    }

    /** The control was sent; its result counts for all failures so far. */
    void sent() {
        controlled = waiting;
        waiting = new ArrayList<>();
    }

    /**
     * The control was embedded.
     *
     * @param alone whether nothing else was in flight since it was sent
     */
    void embedded(boolean alone) {
        wait.embedded();
        if (alone) {
            isolated.controlled();
        }
        take().forEach(failure -> {
            warn(failure);
            attributeToTexts(failure, alone);
        });
    }

    private void warn(AmbiguousFailure failure) {
        EmbedBatch batch = failure.batch();
        String message = "The embedder " + run.ports().embedder().fingerprint() + " embeds a harmless text, but not "
                + failure.number() + " of " + run.model() + ": "
                + failure.failure().getMessage();
        if (batch.size() == 1) {
            run.warnings().warn(batch.entries().get(0).record().id(), message);
        } else {
            run.warnings().warn(message);
        }
    }

    private void attributeToTexts(AmbiguousFailure failure, boolean alone) {
        EmbedBatch batch = failure.batch();
        if (failure.isRefusal()) {
            batches.bisect(batch, failure.failure());
        } else if (!failure.needsIsolation() && failure.mayHavePassed() && batch.repeat()) {
            batches.retryNext(batch);
        } else if (!failure.needsIsolation()) {
            batches.bisect(batch, failure.failure());
        } else if (!isolated.isOpen()) {
            isolated.start(batch, run.loop().nanoTime(), alone);
        } else {
            waiting.add(failure);
        }
    }

    /** The control failed. */
    void failed(Permit permit, SyncException failure) {
        List<AmbiguousFailure> unresolved = take();
        if (Failures.isTemporary(failure)) {
            run.gate().failed(permit, failure);
            repeat(failure);
        } else {
            run.gate().rejected(permit);
            if (!run.gate().hasEmbeddedSince(permit.issuedAt()) || !(failure instanceof RejectedException)) {
                outlet.stageFailed(EmbedderFaults.requestRefused(failure));
            }
        }
        for (AmbiguousFailure each : unresolved) {
            if (!each.isRefusal() && deadlines.isOver(each.batch())) {
                outlet.stageFailed(each.failure());
            } else {
                putBack(each);
            }
        }
    }

    /**
     * A refusal counts here as a failure, so that the waits grow while the control shows nothing. What else failed waits for
     * the control: a text that breaks the service would break it again before each one.
     */
    private void putBack(AmbiguousFailure unresolved) {
        if (unresolved.isRefusal()) {
            unresolved.batch().fail(run.loop().nanoTime(), false);
            batches.retryLater(unresolved.batch(), unresolved.failure());
        } else {
            waiting.add(unresolved.afterFailedControl());
        }
    }

    private void repeat(SyncException failure) {
        long now = run.loop().nanoTime();
        Duration pause = run.gate().openedBy().isPresent()
                ? Duration.ZERO
                : run.retrier().backoff(wait.failures());
        wait.failed(now, now + pause.toNanos(), String.valueOf(failure.getMessage()));
        if (deadlines.isOver(Math.max(wait.failingSince(), run.gate().lastSuccessAt()))) {
            outlet.stageFailed(failure);
        } else if (!pause.isZero()) {
            run.loop().schedule(pause, outlet::proceed);
        }
    }

    private List<AmbiguousFailure> take() {
        List<AmbiguousFailure> taken = controlled;
        controlled = List.of();
        return taken;
    }
}
