package io.syncline.core.internal.sync;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.feed.FailedRecordFeed;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The second phase of a sync: attempts again what failed in earlier runs. It comes when all changes are done and the marks
 * have moved. What failed before may fail again in any way without failing the run, which fails only if it cannot go on.
 * Confined to the loop.
 */
final class FailureRetries {

    private final RunContext run;
    private final SyncTask task;
    private final Coordinator coordinator;
    private final SyncReporter reporter;

    FailureRetries(RunContext run, SyncTask task, Coordinator coordinator, SyncReporter reporter) {
        this.run = run;
        this.task = task;
        this.coordinator = coordinator;
        this.reporter = reporter;
    }

    /** Completes when all is attempted, or the rest is left to the next run; fails if the run cannot go on. */
    CompletableFuture<Void> start() {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        FailedRecordFeed feed = new FailedRecordFeed(
                run,
                coordinator.store(),
                task.plan().scope(),
                task.attempts(coordinator.lease().startedAt()),
                coordinator::deletedInSource);
        return new RangeRunner(run, task.plan(), coordinator.fence(), coordinator)
                .run(feed, new UnlistedReads(coordinator, reporter))
                .exceptionally(this::abandon)
                .thenRun(() -> reporter.postponed(feed.postponed()));
    }

    private @Nullable Void abandon(Throwable thrown) {
        SyncException failure = Failures.of(thrown, "Retrying failed records of " + run.key());
        if (failure instanceof LostRaceException || run.cancellation().isStopped()) {
            throw failure;
        }
        run.retrier().restart();
        reporter.retriesAbandoned(failure);
        return null;
    }
}
