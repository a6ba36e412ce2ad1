package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a failure is the fault of the texts, of the request as such, or of the service.
 *
 * <p>A batch that is refused or fails repeatedly is a suspect. What else the embedder did since the batch was sent decides:
 * if it embedded other texts, those of the suspect are at fault. What it embedded before says nothing, since a service may
 * change under a process that runs for long. Without such evidence, the stage sends the {@link #CONTROL control}, a text
 * that nobody can object to:
 *
 * <ul>
 *   <li>It is embedded: the texts are at fault. The batch is halved, or its record fails.
 *   <li>It is refused too, and nothing was embedded since it was sent: the request is at fault, which ends the run.
 *   <li>It fails: the service is at fault. The batch waits, until the retry settings end the run.
 * </ul>
 *
 * <p>Confined to the loop.
 */
final class EmbedFailures {

    /** A text that no embedder can have a reason to fail over. */
    static final String CONTROL = "The quick brown fox jumps over the lazy dog.";

    /**
     * A batch that waits for the control.
     *
     * @param failure its last failure
     * @param overdue whether it was retried for as long as the settings allow
     */
    private record Suspect(EmbedBatch batch, SyncException failure, boolean overdue) {}

    private final RunContext run;
    private final StageOutlet outlet;
    private final RetryQueue retries;
    private List<Suspect> suspects = new ArrayList<>();
    private List<Suspect> onTrial = List.of();
    private boolean controlFailing;
    private long controlFailingSince;

    EmbedFailures(RunContext run, StageOutlet outlet, RetryQueue retries) {
        this.run = run;
        this.outlet = outlet;
        this.retries = retries;
    }

    /** Whether a suspect waits for the control to be sent. */
    boolean needControl() {
        return !suspects.isEmpty();
    }

    /** Whether no suspect waits for the control to be sent or answered. */
    boolean isEmpty() {
        return suspects.isEmpty() && onTrial.isEmpty();
    }

    void clear() {
        suspects.clear();
        onTrial = List.of();
    }

    void failed(EmbedBatch batch, Permit permit, SyncException failure) {
        batch.sent(permit.issuedAt());
        if (failure instanceof RejectedException) {
            run.gate().rejected(permit);
            refused(batch, failure);
        } else if (Failures.isTemporary(failure)) {
            if (batch.isWhole() || concernsAll(failure)) {
                run.gate().failed(permit, failure);
            } else {
                run.gate().failedForTexts(permit);
            }
            retry(batch, failure);
        } else {
            run.gate().rejected(permit);
            outlet.stageFailed(failure);
        }
    }

    private static boolean concernsAll(SyncException failure) {
        return failure instanceof TransientException passing
                && (passing.isRateLimit() || passing.retryAfter().isPresent());
    }

    private void refused(EmbedBatch batch, SyncException failure) {
        if (hasEmbeddedSince(batch.sentAt())) {
            blame(batch, failure);
        } else {
            suspects.add(new Suspect(batch, failure, false));
        }
    }

    private boolean hasEmbeddedSince(long time) {
        return run.gate().lastSuccessAt() > time;
    }

    private void retry(EmbedBatch batch, SyncException failure) {
        long now = run.loop().nanoTime();
        boolean forRate = failure instanceof TransientException passing && passing.isRateLimit();
        batch.fail(now, forRate);
        long failingSince = Math.max(batch.firstFailedAt(), run.gate().lastResponseAt());
        boolean overdue = isOver(now - failingSince);
        if (overdue && forRate) {
            outlet.stageFailed(failure);
        } else if (forRate || !(overdue || batch.isSuspect())) {
            postpone(batch, failure);
        } else if (hasEmbeddedSince(batch.suspectSince())) {
            blame(batch, failure);
        } else {
            suspects.add(new Suspect(batch, failure, overdue));
        }
    }

    /** The texts are at fault: all of them, or some; the halves show which. */
    private void blame(EmbedBatch batch, SyncException failure) {
        if (batch.size() == 1) {
            batch.rejected();
            outlet.recordFailed(batch.entries().get(0).record(), failure.getMessage());
        } else {
            List<EmbedBatch> halves = batch.halves(run.loop().nanoTime());
            retries.addFirst(halves.get(1));
            retries.addFirst(halves.get(0));
        }
    }

    private void postpone(EmbedBatch batch, SyncException failure) {
        if (run.gate().openedBy().isEmpty()) {
            Duration wait = run.retrier().backoff(Math.max(0, batch.failures() - 1));
            LOG.warn(
                    "Embedding {} texts of {} failed; retrying in {} ms: {}",
                    batch.size(),
                    run.model(),
                    wait.toMillis(),
                    failure.getMessage());
            batch.defer(run.loop().nanoTime() + wait.toNanos(), failure.getMessage());
            run.loop().schedule(wait, outlet::proceed);
        }
        retries.addLast(batch);
    }

    /** The control was sent; its answer counts for all suspects so far. */
    void controlSent() {
        onTrial = suspects;
        suspects = new ArrayList<>();
    }

    /** The control was embedded. */
    void controlEmbedded() {
        controlFailing = false;
        List<Suspect> guilty = endTrial();
        guilty.forEach(suspect -> {
            LOG.warn(
                    "The embedder {} embeds a harmless text, but not {} of {}: {}",
                    run.ports().embedder().fingerprint(),
                    suspect.batch().size() == 1
                            ? "one"
                            : "one of " + suspect.batch().size(),
                    run.model(),
                    suspect.failure().getMessage());
            blame(suspect.batch(), suspect.failure());
        });
    }

    /** The control failed. */
    void controlFailed(Permit permit, SyncException failure) {
        List<Suspect> excused = endTrial();
        if (Failures.isTemporary(failure)) {
            run.gate().failed(permit, failure);
            if (isControlOverdue()) {
                outlet.stageFailed(failure);
            }
        } else {
            run.gate().rejected(permit);
            if (!hasEmbeddedSince(permit.issuedAt()) || !(failure instanceof RejectedException)) {
                outlet.stageFailed(requestRefused(failure));
            }
        }
        for (Suspect suspect : excused) {
            if (suspect.overdue()) {
                outlet.stageFailed(suspect.failure());
            } else {
                putOff(suspect);
            }
        }
    }

    /** A refusal counts here as a failure, so that the waits grow while the control shows nothing. */
    private void putOff(Suspect suspect) {
        if (suspect.failure() instanceof RejectedException) {
            suspect.batch().fail(run.loop().nanoTime(), false);
        }
        postpone(suspect.batch(), suspect.failure());
    }

    private boolean isControlOverdue() {
        long now = run.loop().nanoTime();
        if (!controlFailing) {
            controlFailing = true;
            controlFailingSince = now;
        }
        return isOver(now - Math.max(controlFailingSince, run.gate().lastSuccessAt()));
    }

    private boolean isOver(long nanos) {
        return nanos >= run.retrier().giveUpAfter(Work.EMBED).toNanos();
    }

    private static SyncException requestRefused(SyncException failure) {
        return failure instanceof RejectedException
                ? new SetupException(
                        failure.getMessage()
                                + ". A harmless text is refused as well, so no record is at fault: check the"
                                + " settings of the embedder",
                        failure)
                : failure;
    }

    private List<Suspect> endTrial() {
        List<Suspect> ended = onTrial;
        onTrial = List.of();
        return ended;
    }
}
