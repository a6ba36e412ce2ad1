package io.syncline.core.internal.verify;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.cleanup.BatchedWrites;
import io.syncline.core.internal.cleanup.DeletionGuard;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.lease.ModelStates;
import io.syncline.core.internal.lease.RunResult;
import io.syncline.core.internal.lease.StateWriter;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.Pipeline;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.PipelineParts;
import io.syncline.core.internal.pipeline.RunCounters;
import io.syncline.core.internal.run.Destination;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Ports;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.record.RecordPage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of source and sink. A repair sends what differs through the pipeline of a
 * sync and deletes, within the limits of a cleanup, what the source no longer has; one that was cut short is done again
 * and finds the rest. Confined to the loop, but for {@link #cancel()}.
 */
public final class VerifyRunner implements LeasedRun.Task {

    private final EngineContext wiring;
    private final VerifyRequest request;
    private final RunContext run;
    private final LeasedRun leased;
    private @Nullable DifferenceFeed feed;
    private @Nullable Pipeline pipeline;
    private @Nullable BatchedWrites deletions;
    private @Nullable String objection;
    private long repaired;

    public VerifyRunner(EngineContext wiring, VerifyRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.run = RunContext.unobserved(wiring, request.model(), loop);
        this.leased = new LeasedRun(run, wiring.random(), owner, this);
    }

    private ModelName model() {
        return request.model();
    }

    public void cancel() {
        leased.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<VerifyReport> run(UnaryOperator<ActiveRun> liveView) {
        return leased.run(liveView).thenApply(this::report);
    }

    @Override
    public RunKind kind() {
        return RunKind.VERIFY;
    }

    @Override
    public CompletableFuture<?> work(HeldLease lease, StateWriter books) {
        return plan().thenCompose(plan -> compare(plan, lease, books));
    }

    private CompletableFuture<SyncPlan> plan() {
        Ports ports = wiring.ports();
        return run.retrier()
                .call(
                        Work.SOURCE,
                        "Describing " + run.key(),
                        () -> ports.source().describe(model()))
                .thenApply(description -> SyncPlan.of(asSync(), description, wiring.model(model()), wiring))
                .thenCompose(plan -> new Destination(run).prepare(plan, run.retrier()));
    }

    private SyncRequest asSync() {
        return SyncRequest.builder()
                .model(model())
                .includeArchived(request.includeArchived())
                .build();
    }

    private CompletableFuture<Void> compare(SyncPlan plan, HeldLease lease, StateWriter books) {
        DifferenceFeed differences =
                new DifferenceFeed(new Comparison(run, plan, plan.scope(asSync()), request.deep()));
        feed = differences;
        if (leased.isOver()) {
            return CompletableFuture.completedFuture(null);
        }
        if (!request.repair()) {
            return differences.drain();
        }
        PipelineParts parts = new PipelineParts(
                plan.maker(), plan.pointFingerprint(), lease.epoch(), lease, new RunCounters(), new Repairs(books));
        Pipeline repairs = new Pipeline(run, differences, parts);
        pipeline = repairs;
        return announce(plan, lease, books)
                .thenCompose(announced -> repairs.start())
                .thenCompose(done -> delete(differences, lease));
    }

    /** Where documents are made in a new way, a repair stores some of them; the next sync has to do the others. */
    private CompletableFuture<Void> announce(SyncPlan plan, HeldLease lease, StateWriter books) {
        if (!ModelStates.isNewWay(lease.state(), plan.runFingerprint())) {
            return CompletableFuture.completedFuture(null);
        }
        return run.retrier()
                .call(
                        Work.SOURCE,
                        "Reading the clock of " + run.key().source(),
                        wiring.ports().source()::now)
                .thenCompose(now -> {
                    Checkpoint start = Checkpoint.builder()
                            .type(SyncType.FULL)
                            .cursor(0)
                            .sourceStart(now)
                            .fingerprint(plan.runFingerprint())
                            .build();
                    return books.save(state -> ModelStates.withCheckpoint(state, start), 0, OptionalLong.empty());
                });
    }

    private CompletableFuture<Void> delete(DifferenceFeed differences, HeldLease lease) {
        CleanupRequest limits = CleanupRequest.builder()
                .model(model())
                .includeArchived(request.includeArchived())
                .build();
        Optional<String> found = DeletionGuard.objection(
                limits,
                new DeletionGuard.Sizes(
                        differences.stored(),
                        differences.inSource(),
                        differences.orphans().size(),
                        0));
        objection = found.orElse(null);
        if (leased.isOver() || objection != null) {
            return CompletableFuture.completedFuture(null);
        }
        BatchedWrites started = BatchedWrites.deletions(run, lease);
        deletions = started;
        return started.each(differences.orphans());
    }

    @Override
    public void stop() {
        if (feed != null) {
            feed.stop();
        }
        if (pipeline != null) {
            pipeline.cancel();
        }
        if (deletions != null) {
            deletions.stop();
        }
    }

    @Override
    public void broken(SyncException failure) {
        if (pipeline != null) {
            pipeline.broken(failure);
        }
        stop();
    }

    @Override
    public long done() {
        return feed == null ? 0 : feed.inSource();
    }

    @Override
    public Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    private VerifyReport report(RunResult end) {
        VerifyReport.Builder report = VerifyReport.builder()
                .model(model())
                .outcome(end.outcome())
                .errors(end.errors())
                .failure(end.failure())
                .blockedBy(end.blockedBy())
                .duration(run.clock().elapsed());
        if (feed != null) {
            report.recordsInSource(feed.inSource())
                    .recordsStored(feed.stored())
                    .recordsInQuarantine(feed.inQuarantine())
                    .differences(feed.counts())
                    .examples(feed.examples());
        }
        return report.recordsRepaired(repaired + (deletions == null ? 0 : deletions.done()))
                .build();
    }

    /** What becomes of the records that differ. */
    private final class Repairs implements PipelineListener {

        private final StateWriter books;

        Repairs(StateWriter books) {
            this.books = books;
        }

        @Override
        public void fetched(RecordPage page) {}

        @Override
        public void unchanged() {}

        @Override
        public void failed(PageProgress.Problem problem) {
            LOG.warn("Record {} of {} failed: {}", problem.id(), model(), problem.reason());
        }

        @Override
        public void acknowledged(PageProgress page) {
            books.failed(page.problems());
            books.solved(page.handled());
            repaired += page.handled().size();
        }
    }
}
