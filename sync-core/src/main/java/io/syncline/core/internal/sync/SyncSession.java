package io.syncline.core.internal.sync;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.lease.ModelStates;
import io.syncline.core.internal.lease.StateWriter;
import io.syncline.core.internal.pipeline.FailedRecordFeed;
import io.syncline.core.internal.pipeline.ListingFeed;
import io.syncline.core.internal.pipeline.PageFeed;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.Pipeline;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.PipelineParts;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The working part of a sync: the listing, then what failed before, and the checkpoint that follows them. */
final class SyncSession {

    private final RunContext run;
    private final Job job;
    private final StateWriter books;
    private final Account account;
    private final RecordScope scope;
    private Checkpoint checkpoint;
    private @Nullable Pipeline pipeline;
    private @Nullable SyncEstimate survey;
    private boolean cancelled;
    private boolean counted;

    SyncSession(RunContext run, Job job, StateWriter books, Account account) {
        this.run = run;
        this.job = job;
        this.books = books;
        this.account = account;
        this.checkpoint = job.start().checkpoint();
        this.scope = RecordScope.builder()
                .from(job.plan().scope(job.request()))
                .changedSince(checkpoint.changedSince())
                .build();
        account.progress().continueAfter(checkpoint.processed());
    }

    /**
     * Where documents are made in a new way, says so in the state before the first of them is written; should this run
     * die, no later one takes the old ones for current.
     */
    CompletableFuture<Void> announce() {
        if (!ModelStates.isNewWay(job.lease().state(), job.plan().runFingerprint())) {
            return CompletableFuture.completedFuture(null);
        }
        Checkpoint start = checkpoint;
        return books.save(old -> ModelStates.withCheckpoint(old, start), 0, OptionalLong.empty());
    }

    /** Counts what this run is going to embed. */
    CompletableFuture<SyncEstimate> survey() {
        SyncEstimate next = SyncEstimate.cautious(run, job.plan(), job.lease().state());
        survey = next;
        if (cancelled) {
            next.stop();
        }
        long limit = job.request().testLimit().orElse(Long.MAX_VALUE);
        return next.all(scope, checkpoint.cursor(), limit, job.lease().granted().startedAt());
    }

    void cancel() {
        cancelled = true;
        if (survey != null) {
            survey.stop();
        }
        if (pipeline != null) {
            pipeline.cancel();
        }
    }

    CompletableFuture<Void> run() {
        if (cancelled) {
            return CompletableFuture.completedFuture(null);
        }
        long limit = job.request().testLimit().orElse(Long.MAX_VALUE);
        PageFeed listing = new ListingFeed(run, scope, checkpoint.cursor(), limit);
        return pipe(listing, new Listing()).thenCompose(done -> {
            if (cancelled || isLimited()) {
                return CompletableFuture.completedFuture(null);
            }
            return saveProblems().thenCompose(saved -> tryAgain());
        });
    }

    /** So that what failed just now is not taken for what failed before and tried at once again. */
    private CompletableFuture<Void> saveProblems() {
        return books.hasProblems()
                ? books.save(unfinished(), account.progress().done(), OptionalLong.empty())
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> tryAgain() {
        if (cancelled) {
            return CompletableFuture.completedFuture(null);
        }
        Instant startedAt = job.lease().granted().startedAt();
        FailedRecordFeed feed = new FailedRecordFeed(run, scope.withoutChangeTime(), startedAt, this::gone);
        return pipe(feed, new SecondTry()).thenRun(() -> account.reporter().resting(feed.resting()));
    }

    private CompletableFuture<Void> pipe(PageFeed feed, PipelineListener observer) {
        SyncPlan plan = job.plan();
        HeldLease lease = job.lease();
        PipelineParts parts = new PipelineParts(
                plan.maker(), plan.pointFingerprint(), lease.epoch(), lease, account.tally(), observer);
        Pipeline next = new Pipeline(run, feed, parts);
        pipeline = next;
        return next.start();
    }

    void broken(SyncException failure) {
        if (survey != null) {
            survey.stop();
        }
        if (pipeline != null) {
            pipeline.broken(failure);
        }
    }

    private void gone(Set<RecordId> ids) {
        books.solved(ids);
    }

    /** What an unfinished run leaves behind: its checkpoint as of now, or nothing if it is limited. */
    UnaryOperator<ModelState> unfinished() {
        Checkpoint reached = checkpoint;
        return isLimited() ? UnaryOperator.identity() : state -> ModelStates.withCheckpoint(state, reached);
    }

    /** What a completed run leaves behind; a limited one moves no mark. */
    UnaryOperator<ModelState> completed() {
        if (isLimited()) {
            return UnaryOperator.identity();
        }
        Checkpoint reached = checkpoint;
        long processed = account.progress().done();
        Duration elapsed = run.clock().elapsed();
        OptionalLong perThousand = account.tally().tokensPerThousand();
        return state -> state.toBuilder()
                .tokensPerThousand(perThousand.isPresent() ? perThousand : state.tokensPerThousand())
                .lastSync(run.ports().metadata().now())
                .lastMaxWriteDate(later(state.lastMaxWriteDate(), reached.maxWriteDate()))
                .recordsSynced(processed)
                .syncDuration(elapsed)
                .watermark(reached.sourceStart())
                .fingerprint(job.plan().runFingerprint())
                .checkpoint(Optional.empty())
                .build();
    }

    private boolean isLimited() {
        return job.request().testLimit().isPresent();
    }

    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && (b.isEmpty() || a.get().isAfter(b.get())) ? a : b;
    }

    private void count() {
        counted = true;
        long limit = job.request().testLimit().orElse(Long.MAX_VALUE);
        account.progress()
                .total(run.retrier()
                        .call(
                                Work.SOURCE,
                                "Counting records of " + run.key(),
                                () -> run.ports().source().count(scope))
                        .thenApply(all -> OptionalLong.of(Math.min(all, limit))));
    }

    private final class Listing implements PipelineListener {

        @Override
        public void fetched(RecordPage page) {
            if (!counted && !page.end()) {
                count();
            } else if (!counted) {
                counted = true;
                account.progress()
                        .total(CompletableFuture.completedFuture(OptionalLong.of(
                                checkpoint.processed() + account.tally().fetched())));
            }
            account.progress().fetched(page.records().size() + page.rejected().size());
        }

        @Override
        public void unchanged() {
            account.tally().countUnchanged();
        }

        @Override
        public void failed(PageProgress.Problem problem) {
            account.reporter().problem(problem);
        }

        @Override
        public void acknowledged(PageProgress page) {
            books.failed(page.problems());
            Optional<Instant> newest =
                    page.maxVersion() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(page.maxVersion()));
            checkpoint = Checkpoint.builder()
                    .from(checkpoint)
                    .cursor(Math.max(checkpoint.cursor(), page.resumeAfter()))
                    .processed(checkpoint.processed() + page.size())
                    .maxWriteDate(later(checkpoint.maxWriteDate(), newest))
                    .build();
            account.progress().changed();
        }
    }

    /** The second phase: what is found unchanged was counted before or needs no mention. */
    private final class SecondTry implements PipelineListener {

        @Override
        public void fetched(RecordPage page) {
            account.progress().changed();
        }

        @Override
        public void unchanged() {
            account.progress().changed();
        }

        @Override
        public void failed(PageProgress.Problem problem) {
            account.reporter().problem(problem);
        }

        /** They failed before, so that they fail again says nothing of this run. */
        @Override
        public boolean isStoppedByFailures() {
            return false;
        }

        @Override
        public void acknowledged(PageProgress page) {
            books.failed(page.problems());
            books.solved(page.handled());
            account.progress().changed();
        }
    }
}
