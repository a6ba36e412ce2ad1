package io.syncline.core.internal.sync;

import io.syncline.api.RunOutcome;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.run.BulkLoadEnd;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordPage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The work of a sync: announce changed settings, estimate the cost if it is limited, run the listing, attempt again what
 * failed before. Each part checks the cancellation of the run before it starts. Confined to the loop.
 */
final class SyncSession {

    private final RunContext run;
    private final SyncTask task;
    private final Coordinator coordinator;
    private final SyncReporter reporter;
    private final SyncCheckpoint checkpoint;
    private final ListingWork work;
    private boolean counted;
    private boolean watermarkMoved;

    SyncSession(RunContext run, SyncTask task, Coordinator coordinator, SyncReporter reporter, ListingWork work) {
        this.run = run;
        this.task = task;
        this.coordinator = coordinator;
        this.reporter = reporter;
        this.checkpoint = new SyncCheckpoint(task.start().checkpoint());
        this.work = work;
        reporter.progress().resumeAfter(task.start().checkpoint().processed());
    }

    CompletableFuture<RunResult> run() {
        return announce()
                .thenCompose(announced -> costObjection())
                .thenCompose(objection -> objection
                        .map(reason -> CompletableFuture.completedFuture(
                                RunResult.refused(RunOutcome.REFUSED_BY_COST, reason)))
                        .orElseGet(() -> touchedReads()
                                .thenCompose(done -> listing())
                                .thenCompose(done -> retries())
                                .thenCompose(done -> endBulkLoad())
                                .thenApply(done -> RunResult.completed())));
    }

    private CompletableFuture<Void> announce() {
        Checkpoint start = checkpoint.current();
        return coordinator.announce(task.plan().runFingerprint(), () -> CompletableFuture.completedFuture(start));
    }

    private CompletableFuture<Optional<String>> costObjection() {
        Optional<BigDecimal> limit = task.request().maxCost();
        if (limit.isEmpty() || run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        SyncEstimate estimate = SyncEstimate.cautious(run, task.plan(), coordinator.state());
        return estimate.of(task, coordinator.store(), coordinator.lease().startedAt())
                .thenApply(done -> run.cancellation().isStopped()
                        ? Optional.empty()
                        : CostCheck.objection(task, run.ports().embedder(), done.tokens(), limit.get()));
    }

    /** What somebody says was changed or deleted comes first, since somebody waits for it. */
    private CompletableFuture<Void> touchedReads() {
        if (run.cancellation().isStopped() || task.isLimited()) {
            return CompletableFuture.completedFuture(null);
        }
        PipelineListener listener = new UnlistedReads(coordinator, reporter);
        TouchedReads reads = new TouchedReads(run, task.plan(), coordinator, listener, reporter::warn);
        return reads.start(change -> coordinator.save(
                        state -> unfinished().apply(change.apply(state)),
                        reporter.progress().done()))
                .whenComplete((done, thrown) -> {
                    reporter.removed(reads.deleted(), reads.hidden());
                    reporter.touchedLeft(reads.left());
                })
                // the listing comes to the same records again
                .thenCompose(done ->
                        reads.haveWritten() ? coordinator.nextEpoch() : CompletableFuture.<Void>completedFuture(null));
    }

    private CompletableFuture<Void> listing() {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        return coordinator
                .relyOnSink()
                .thenCompose(relied -> work.run(new ListingWork.Listing(
                        run,
                        task.plan(),
                        task.scope(),
                        checkpoint.current(),
                        task.limit(),
                        coordinator,
                        reporter.progress()::done,
                        new Listing())));
    }

    private CompletableFuture<Void> retries() {
        if (run.cancellation().isStopped() || task.isLimited()) {
            return CompletableFuture.completedFuture(null);
        }
        return saveFailures()
                .thenCompose(saved -> hasFailures())
                .thenCompose(failures -> failures && !run.cancellation().isStopped()
                        ? moveMarks().thenCompose(moved -> new FailureRetries(run, task, coordinator, reporter).start())
                        : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Boolean> hasFailures() {
        String what = "Counting failed records of " + run.key();
        return run.retrier().call(Work.STATE, what, coordinator::hasFailures);
    }

    /** All that has changed is done, so whatever becomes of the retries, the next run reads what changes from now on. */
    private CompletableFuture<Void> moveMarks() {
        watermarkMoved = true;
        return coordinator
                .save(checkpoint.completed(), reporter.progress().done())
                .whenComplete((saved, thrown) -> watermarkMoved = thrown == null);
    }

    /** So that what failed just now counts as attempted by this run, and what was stored just now as no failure. */
    private CompletableFuture<Void> saveFailures() {
        return coordinator.hasUnsavedFailures()
                ? coordinator.save(unfinished(), reporter.progress().done())
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> endBulkLoad() {
        return run.cancellation().isStopped() ? CompletableFuture.completedFuture(null) : new BulkLoadEnd(run).report();
    }

    /** What an unfinished run leaves: its checkpoint as of now, or nothing if it is limited or has moved the watermark. */
    UnaryOperator<ModelState> unfinished() {
        return task.isLimited() || watermarkMoved ? UnaryOperator.identity() : checkpoint.unfinished();
    }

    /** What a completed run leaves; a limited one moves no mark. */
    UnaryOperator<ModelState> completed() {
        if (task.isLimited()) {
            return UnaryOperator.identity();
        }
        UnaryOperator<ModelState> watermark = checkpoint.completed();
        long processed = reporter.progress().done();
        Duration elapsed = run.clock().elapsed();
        OptionalLong ratio = run.counters().tokensPerThousand();
        return state -> watermark.apply(state).toBuilder()
                .tokensPerThousand(ratio.isPresent() ? ratio : state.tokensPerThousand())
                .lastSync(coordinator.lease().startedAt().plus(elapsed))
                .recordsSynced(processed)
                .syncDuration(elapsed)
                .build();
    }

    private CompletableFuture<OptionalLong> count() {
        String what = "Counting records of " + run.key();
        return run.retrier()
                .call(Work.SOURCE, what, () -> run.ports().source().count(task.scope()))
                .thenApply(all -> OptionalLong.of(Math.min(all, task.limit())));
    }

    private final class Listing implements PipelineListener {

        @Override
        public void fetched(RecordPage page) {
            ProgressReporter progress = reporter.progress();
            if (!counted) {
                counted = true;
                long known = checkpoint.current().processed() + run.counters().fetched();
                progress.total(page.end() ? CompletableFuture.completedFuture(OptionalLong.of(known)) : count());
            }
            progress.fetched(page.records().size() + page.rejected().size());
        }

        @Override
        public void unchanged() {
            run.counters().countUnchanged();
        }

        @Override
        public void empty() {
            run.counters().countEmpty();
        }

        @Override
        public void failed(RecordFailure failure) {
            reporter.failed(failure);
        }

        @Override
        public void incomplete(RecordFailure lack) {
            reporter.incomplete(lack);
        }

        @Override
        public CompletableFuture<Void> losingFields(List<RecordFailure> lacks) {
            return coordinator.announce(lacks, reporter.progress().done());
        }

        @Override
        public void acknowledged(PageProgress page) {
            coordinator.acknowledged(page.failures(), page.handled());
            checkpoint.acknowledged(page);
            reporter.progress().changed();
        }
    }
}
