package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
 * <p>That the setup is wrong shows only if the control meets the same: a firewall, a proxy or a server may answer one text
 * with a status or a page that means something else for all of them.
 *
 * <p>A single text that was not plainly refused is sent once more before its record fails, right after the control, and not
 * together with other such texts: one of them may break the service for a while, and the others be there by chance. Texts
 * that are refused for their rate are sent alone for as long as a limit of a minute needs to have room again: the control,
 * and all that was sent before, may have taken the room that there was.
 *
 * <p>Confined to the loop.
 */
final class EmbedFailures {

    /** A text that no embedder can have a reason to fail over. */
    static final String CONTROL = "The quick brown fox jumps over the lazy dog.";

    /** A first request may take so long even where nothing is retried. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(20);

    private final RunContext run;
    private final StageOutlet outlet;
    private final RetryQueue retries;
    private List<Suspect> suspects = new ArrayList<>();
    private List<Suspect> onTrial = List.of();
    private final LastChance lastChance;
    private final ControlWait control = new ControlWait();

    EmbedFailures(RunContext run, StageOutlet outlet, RetryQueue retries, LastChance lastChance) {
        this.run = run;
        this.outlet = outlet;
        this.retries = retries;
        this.lastChance = lastChance;
    }

    /** Whether a suspect waits for the control to be sent; for its last chance, that must be alone. */
    boolean needControl() {
        boolean wanted = lastChance.isOpen() ? lastChance.needsControl() : !suspects.isEmpty();
        return wanted && control.isDue(run.loop().nanoTime());
    }

    /** Whether the control has yet to show that the setup is right. */
    boolean doubtSetup() {
        return Stream.concat(suspects.stream(), onTrial.stream())
                .anyMatch(suspect -> suspect.failure() instanceof SetupException);
    }

    /** Why the control waits, if nothing else is to be done. */
    WaitCause waitCause() {
        EmbedderFingerprint embedder = run.ports().embedder().fingerprint();
        return suspects.isEmpty()
                ? WaitCause.NONE
                : control.waitCause(embedder, run.loop().nanoTime());
    }

    /** Whether no suspect waits for the control, or for its last chance. */
    boolean isEmpty() {
        return suspects.isEmpty() && onTrial.isEmpty() && !lastChance.isOpen();
    }

    void clear() {
        suspects.clear();
        onTrial = List.of();
        lastChance.clear();
    }

    void failed(EmbedBatch batch, Permit permit, SyncException failure) {
        batch.sent(permit.issuedAt());
        if (Failures.isRateLimit(failure)
                && lastChance.lasts(batch, giveUpAfter() / 4, run.loop().nanoTime())) {
            run.gate().failed(permit, failure);
            batch.fail(run.loop().nanoTime(), true);
        } else if (lastChance.end(batch) && isConclusive(batch, failure)) {
            conclude(batch, permit, failure);
        } else if (failure instanceof RejectedException) {
            run.gate().rejected(permit);
            refused(batch, failure);
        } else if (Failures.isTemporary(failure) && isMute(permit)) {
            run.gate().failed(permit, failure);
            batch.fail(run.loop().nanoTime(), false);
            suspects.add(Suspect.of(batch, failure));
        } else if (Failures.isTemporary(failure)) {
            countFailure(batch, permit, failure);
            retry(batch, failure);
        } else if (failure instanceof SetupException) {
            run.gate().rejected(permit);
            batch.fail(run.loop().nanoTime(), false);
            suspects.add(Suspect.of(batch, failure));
        } else {
            run.gate().rejected(permit);
            outlet.stageFailed(failure);
        }
    }

    private void countFailure(EmbedBatch batch, Permit permit, SyncException failure) {
        if (batch.isWhole() || Failures.concernsAllCalls(failure)) {
            run.gate().failed(permit, failure);
        } else {
            run.gate().failedForTexts(permit);
        }
    }

    /** How long the answer to a request is waited for if the service has never answered any: two thirds of the time that it has. */
    Duration firstAnswerLimit() {
        return longer(firstAnswerWithin().multipliedBy(2).dividedBy(3), LEAST_WAIT);
    }

    /** The same for the control, which takes the rest of that time. */
    Duration firstControlLimit() {
        return longer(firstAnswerWithin().dividedBy(3), LEAST_WAIT.dividedBy(2));
    }

    private Duration firstAnswerWithin() {
        return run.settings().retry().firstAnswerWithin();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether the service has never answered, and has left this request without an answer for all the time that it had. */
    private boolean isMute(Permit permit) {
        return !run.retrier().hasAnswered(Work.EMBED)
                && run.loop().nanoTime() - permit.issuedAt()
                        >= firstAnswerLimit().toNanos();
    }

    /** Whether a failure of a last chance is the fault of the text; the rate of all requests may be exceeded just then. */
    private boolean isConclusive(EmbedBatch batch, SyncException failure) {
        return !Failures.isRateLimit(failure)
                || batch.isSuspectForRate(run.loop().nanoTime(), giveUpAfter());
    }

    private void refused(EmbedBatch batch, SyncException failure) {
        if (hasEmbeddedSince(batch.sentAt())) {
            blame(batch, failure);
        } else {
            suspects.add(Suspect.of(batch, failure));
        }
    }

    private boolean hasEmbeddedSince(long time) {
        return run.gate().lastSuccessAt() > time;
    }

    private void retry(EmbedBatch batch, SyncException failure) {
        long now = run.loop().nanoTime();
        boolean forRate = Failures.isRateLimit(failure);
        batch.fail(now, forRate);
        boolean overdue = isOverdue(batch);
        boolean suspect = forRate ? batch.isSuspectForRate(now, giveUpAfter()) : overdue || batch.isSuspect();
        if (overdue && forRate && !suspect) {
            outlet.stageFailed(failure);
        } else if (!suspect) {
            postpone(batch, failure);
        } else if (!forRate && batch.size() > 1 && hasEmbeddedSince(batch.suspectSince())) {
            blame(batch, failure);
        } else {
            suspects.add(Suspect.of(batch, failure));
        }
    }

    /** The texts are at fault: all of them, or some; the halves show which. */
    private void blame(EmbedBatch batch, SyncException failure) {
        if (batch.size() == 1) {
            recordFailed(batch, failure);
        } else {
            List<EmbedBatch> halves = batch.halves(run.loop().nanoTime());
            retries.addFirst(halves.get(1));
            retries.addFirst(halves.get(0));
        }
    }

    private void conclude(EmbedBatch batch, Permit permit, SyncException failure) {
        if (Failures.isTemporary(failure)) {
            run.gate().failedForTexts(permit);
        } else {
            run.gate().rejected(permit);
        }
        blame(batch, failure);
    }

    private void recordFailed(EmbedBatch batch, SyncException failure) {
        batch.rejected();
        outlet.recordFailed(batch.entries().get(0).record(), failure.getMessage());
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

    /**
     * The control was embedded.
     *
     * @param alone whether nothing else was under way since it was sent
     */
    void controlEmbedded(boolean alone) {
        control.embedded();
        if (alone) {
            lastChance.ready();
        }
        endTrial().forEach(suspect -> {
            LOG.warn(
                    "The embedder {} embeds a harmless text, but not {} of {}: {}",
                    run.ports().embedder().fingerprint(),
                    suspect.number(),
                    run.model(),
                    suspect.failure().getMessage());
            accuse(suspect, alone);
        });
    }

    private void accuse(Suspect suspect, boolean controlledAlone) {
        EmbedBatch batch = suspect.batch();
        boolean alone = batch.size() == 1 || Failures.isRateLimit(suspect.failure());
        if (suspect.failure() instanceof RejectedException) {
            blame(batch, suspect.failure());
        } else if (!alone && suspect.mayBeAnAccident() && batch.repeat()) {
            retries.addFirst(batch);
        } else if (!alone) {
            blame(batch, suspect.failure());
        } else if (!lastChance.isOpen()) {
            lastChance.give(batch, run.loop().nanoTime(), controlledAlone);
        } else {
            suspects.add(suspect);
        }
    }

    /** The control failed. */
    void controlFailed(Permit permit, SyncException failure) {
        List<Suspect> excused = endTrial();
        if (Failures.isTemporary(failure)) {
            run.gate().failed(permit, failure);
            repeatControl(failure);
        } else {
            run.gate().rejected(permit);
            if (!hasEmbeddedSince(permit.issuedAt()) || !(failure instanceof RejectedException)) {
                outlet.stageFailed(EmbedderFaults.requestRefused(failure));
            }
        }
        for (Suspect suspect : excused) {
            if (!(suspect.failure() instanceof RejectedException) && isOverdue(suspect.batch())) {
                outlet.stageFailed(suspect.failure());
            } else {
                putOff(suspect);
            }
        }
    }

    /**
     * A refusal counts here as a failure, so that the waits grow while the control shows nothing. What else failed waits for
     * the control: a text that breaks the service would break it again before each one.
     */
    private void putOff(Suspect suspect) {
        if (suspect.failure() instanceof RejectedException) {
            suspect.batch().fail(run.loop().nanoTime(), false);
            postpone(suspect.batch(), suspect.failure());
        } else {
            suspects.add(suspect.asExcused());
        }
    }

    private void repeatControl(SyncException failure) {
        long now = run.loop().nanoTime();
        Duration wait = run.gate().openedBy().isPresent()
                ? Duration.ZERO
                : run.retrier().backoff(control.failures());
        control.failed(now, now + wait.toNanos(), String.valueOf(failure.getMessage()));
        if (isOver(now - Math.max(control.failingSince(), run.gate().lastSuccessAt()))) {
            outlet.stageFailed(failure);
        } else if (!wait.isZero()) {
            run.loop().schedule(wait, outlet::proceed);
        }
    }

    /**
     * Whether a batch that failed, and was not refused, has done so for as long as the settings allow; if the service has never
     * answered, the time of its first request counts too.
     */
    private boolean isOverdue(EmbedBatch batch) {
        long since = run.retrier().hasAnswered(Work.EMBED)
                ? Math.max(batch.firstFailedAt(), run.gate().lastResponseAt())
                : batch.firstSentAt();
        return isOver(run.loop().nanoTime() - since);
    }

    private boolean isOver(long nanos) {
        return nanos >= giveUpAfter();
    }

    private long giveUpAfter() {
        return run.retrier().giveUpAfter(Work.EMBED).toNanos();
    }

    private List<Suspect> endTrial() {
        List<Suspect> ended = onTrial;
        onTrial = List.of();
        return ended;
    }
}
