package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;

/**
 * Decides whether the texts, the request as such, or the service cause a failure.
 *
 * <p>A failure is ambiguous if a batch is refused or fails repeatedly. What else the embedder did since the batch was sent
 * decides: if it embedded other texts, those of the batch are the cause. What it embedded before says nothing, since a service
 * may change under a process that runs for long. Without such a comparison, the batch waits for the {@link EmbedControl}.
 *
 * <p>That the setup is wrong shows only if the control meets the same: a firewall, a proxy or a server may answer one text
 * with a status or a page that means something else for all of them.
 *
 * <p>Confined to the loop.
 */
final class EmbedFailures {

    private final RunContext run;
    private final StageOutlet outlet;
    private final FailedBatches batches;
    private final EmbedDeadlines deadlines;
    private final IsolatedRetry isolated;
    private final EmbedControl control;

    EmbedFailures(RunContext run, StageOutlet outlet, RetryQueue retries) {
        this.run = run;
        this.outlet = outlet;
        this.batches = new FailedBatches(run, outlet, retries);
        this.deadlines = new EmbedDeadlines(run);
        this.isolated = new IsolatedRetry();
        this.control = new EmbedControl(run, outlet, batches, deadlines, isolated);
    }

    EmbedDeadlines deadlines() {
        return deadlines;
    }

    IsolatedRetry isolated() {
        return isolated;
    }

    EmbedControl control() {
        return control;
    }

    void failed(EmbedBatch batch, Permit permit, SyncException failure) {
        batch.sent(permit.issuedAt());
        if (Failures.isRateLimit(failure) && deadlines.isRateLimitPending(isolated, batch)) {
            run.gate().failed(permit, failure);
            batch.fail(run.loop().nanoTime(), true);
        } else if (isolated.end(batch) && isConclusive(batch, failure)) {
            conclude(batch, permit, failure);
        } else if (failure instanceof RejectedException) {
            run.gate().rejected(permit);
            refused(batch, failure);
        } else if (Failures.isTemporary(failure) && deadlines.isUnanswered(permit)) {
            run.gate().failed(permit, failure);
            batch.fail(run.loop().nanoTime(), false);
            control.add(batch, failure);
        } else if (Failures.isTemporary(failure)) {
            countFailure(batch, permit, failure);
            retry(batch, failure);
        } else if (failure instanceof SetupException) {
            run.gate().rejected(permit);
            batch.fail(run.loop().nanoTime(), false);
            control.add(batch, failure);
        } else {
            run.gate().rejected(permit);
            outlet.stageFailed(failure);
        }
    }

    /** Whether the text causes the failure of its isolated retry; the rate of all requests may be exceeded just then. */
    private boolean isConclusive(EmbedBatch batch, SyncException failure) {
        return !Failures.isRateLimit(failure) || deadlines.isRateLimitOver(batch);
    }

    private void conclude(EmbedBatch batch, Permit permit, SyncException failure) {
        if (Failures.isTemporary(failure)) {
            run.gate().failedForTexts(permit);
        } else {
            run.gate().rejected(permit);
        }
        batches.bisect(batch, failure);
    }

    private void refused(EmbedBatch batch, SyncException failure) {
        if (run.gate().hasEmbeddedSince(batch.sentAt())) {
            batches.bisect(batch, failure);
        } else {
            control.add(batch, failure);
        }
    }

    /** A part exists because of its texts, so its failure says nothing about the service. */
    private void countFailure(EmbedBatch batch, Permit permit, SyncException failure) {
        if (batch.isWhole() || Failures.concernsAllCalls(failure)) {
            run.gate().failed(permit, failure);
        } else {
            run.gate().failedForTexts(permit);
        }
    }

    private void retry(EmbedBatch batch, SyncException failure) {
        boolean forRate = Failures.isRateLimit(failure);
        batch.fail(run.loop().nanoTime(), forRate);
        boolean overdue = deadlines.isOver(batch);
        boolean ambiguous = forRate ? deadlines.isRateLimitOver(batch) : overdue || batch.hasFailedOften();
        if (overdue && forRate && !ambiguous) {
            outlet.stageFailed(failure);
        } else if (!ambiguous) {
            batches.retryLater(batch, failure);
        } else if (!forRate && batch.size() > 1 && run.gate().hasEmbeddedSince(batch.comparableSince())) {
            batches.bisect(batch, failure);
        } else {
            control.add(batch, failure);
        }
    }
}
