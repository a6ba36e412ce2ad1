package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import java.time.Duration;
import java.util.List;

/** What becomes of a batch that failed: it is retried, or divided until the text that causes the failure is alone. Confined to the loop. */
final class FailedBatches {

    private final RunContext run;
    private final StageOutlet outlet;
    private final RetryQueue retries;

    FailedBatches(RunContext run, StageOutlet outlet, RetryQueue retries) {
        this.run = run;
        this.outlet = outlet;
        this.retries = retries;
    }

    /** Retries a batch before anything else. */
    void retryNext(EmbedBatch batch) {
        retries.addFirst(batch);
    }

    /** Retries a batch after a backoff, or as soon as the circuit is closed. */
    void retryLater(EmbedBatch batch, SyncException failure) {
        if (run.gate().openedBy().isEmpty()) {
            Duration wait = run.retrier().backoff(Math.max(0, batch.failures() - 1));
            run.warnings()
                    .warn("Embedding " + batch.size() + " texts of " + run.model() + " failed; retrying in "
                            + wait.toMillis() + " ms: " + failure.getMessage());
            batch.defer(run.loop().nanoTime() + wait.toNanos(), failure.getMessage());
            run.loop().schedule(wait, outlet::proceed);
        }
        retries.addLast(batch);
    }

    /** The texts cause the failure, all of them or some: the halves show which, and the record of a single text fails. */
    void bisect(EmbedBatch batch, SyncException failure) {
        if (batch.size() == 1) {
            batch.rejected();
            outlet.recordFailed(batch.entries().get(0).record(), failure.getMessage());
        } else {
            List<EmbedBatch> halves = batch.halves(run.loop().nanoTime());
            retries.addFirst(halves.get(1));
            retries.addFirst(halves.get(0));
        }
    }
}
