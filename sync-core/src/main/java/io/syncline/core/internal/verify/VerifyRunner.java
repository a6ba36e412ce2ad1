package io.syncline.core.internal.verify;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.internal.cleanup.BatchedWrites;
import io.syncline.core.internal.cleanup.DeletionCounts;
import io.syncline.core.internal.cleanup.DeletionGuard;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.FirstContact;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.Clocks;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.LackedFields;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.ProvisionalDescription;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunObserver;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of source and sink. A repair runs the records that differ through the pipeline of a sync and deletes,
 * within the limits of a cleanup, what the source no longer has. It saves no checkpoint: after an interrupted one,
 * the next one completes it. Confined to the loop, but for {@link #cancel()}.
 */
public final class VerifyRunner implements LeasedRun.Task {

    private final VerifyRequest request;
    private final String owner;
    private final SafeListener listener;
    private final RunContext run;
    private final Preparation preparation;
    private final List<String> warnings = new ArrayList<>();
    private final StraySearch strays;
    private Runnable stop = () -> {};
    private @Nullable DifferenceFeed feed;
    private long repaired;

    public VerifyRunner(EngineContext engine, VerifyRequest request, EventLoop loop, String owner) {
        this.request = request;
        this.owner = owner;
        this.listener = engine.listener();
        this.run = RunContext.observed(
                engine, request.model(), loop, RunObserver.of(request.model(), listener, this::progressed));
        this.strays = new StraySearch(run);
        this.preparation = new Preparation(engine, run, request.includeArchived(), new FirstContact(run, false));
    }

    public void cancel() {
        run.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<VerifyReport> run(UnaryOperator<ActiveRun> liveView) {
        return new LeasedRun(run, owner, this)
                .run(liveView)
                .thenApply(this::report)
                .thenApply(report -> listener.finished(stop, report))
                .whenComplete((ended, thrown) -> listener.ended(request.model()));
    }

    @Override
    public RunKind kind() {
        return RunKind.VERIFY;
    }

    @Override
    public CompletableFuture<SinkIdentity> open() {
        return request.repair()
                ? preparation.prepareToStore()
                : preparation.plan().thenCompose(described -> preparation.openToRead());
    }

    @Override
    public CompletableFuture<RunResult> work(Coordinator coordinator) {
        stop = listener.begun(LeaseManager.describe(coordinator.store().key(), coordinator.lease()));
        coordinator
                .loss()
                .ifPresent(loss -> warnings.add("The next sync of " + request.model() + " reads all records: " + loss));
        return preparation
                .plan()
                .thenCompose(plan -> ProvisionalDescription.refusal(plan, coordinator.state())
                        .map(CompletableFuture::<RunResult>failedFuture)
                        .orElseGet(() -> inOrder().thenCompose(inOrder -> compare(plan, coordinator, inOrder))));
    }

    private CompletableFuture<Boolean> inOrder() {
        String what = "Asking the sink for the order of " + run.key();
        return run.retrier().call(Work.COMPARE, what, () -> run.ports().sink().listsInOrder(run.key()));
    }

    /** A comparison changes nothing, so all that it loses without the lease is that it may meet a run in progress. */
    @Override
    public Optional<Supplier<CompletableFuture<RunResult>>> withoutLease() {
        return request.repair()
                ? Optional.empty()
                : Optional.of(() -> {
                    warnings.add(
                            "Compared without the lease of " + request.model()
                                    + ", since the metadata store cannot be written: what a run in progress changes may differ");
                    return inOrder().thenCompose(order -> preparation.plan().thenCompose(plan -> compare(plan, order)));
                });
    }

    private CompletableFuture<RunResult> compare(SyncPlan plan, boolean inOrder) {
        return differences(plan, inOrder, current -> {})
                .drain()
                .thenCompose(done -> strays.all(Optional.empty()))
                .thenApply(done -> RunResult.completed());
    }

    private DifferenceFeed differences(SyncPlan plan, boolean inOrder, Consumer<List<RecordId>> current) {
        Comparison comparison = Comparison.of(new RangeComparison(run, plan, request.deep()), inOrder);
        DifferenceFeed differences = new DifferenceFeed(comparison, ids -> {
            current.accept(ids);
            progressed();
        });
        feed = differences;
        run.cancellation().register(differences::stop);
        return differences;
    }

    private CompletableFuture<RunResult> compare(SyncPlan plan, Coordinator coordinator, boolean inOrder) {
        if (!request.repair() || run.cancellation().isStopped()) {
            return compare(plan, inOrder);
        }
        DifferenceFeed differences =
                differences(plan, inOrder, current -> coordinator.acknowledged(List.of(), current));
        RangeRunner runner = new RangeRunner(run, plan, coordinator.fence(), coordinator);
        return coordinator
                .announce(plan.runFingerprint(), () -> fullSync(plan))
                .thenCompose(announced -> coordinator.relyOnSink())
                .thenCompose(relied -> runner.run(differences, new Repairs(coordinator)))
                .thenCompose(done ->
                        strays.all(Optional.of(new FencedSink(run.ports().sink(), run.key(), coordinator.fence()))))
                .thenCompose(done -> delete(differences, coordinator));
    }

    /** A repair under new settings stores some of the records with them; the next sync has to do the others. */
    private CompletableFuture<Checkpoint> fullSync(SyncPlan plan) {
        return Clocks.read(run)
                .thenApply(clocks -> Checkpoint.builder()
                        .type(SyncType.FULL)
                        .cursor(Cursor.START)
                        .sourceStart(clocks.earlier())
                        .fingerprint(plan.runFingerprint())
                        .build());
    }

    private CompletableFuture<RunResult> delete(DifferenceFeed differences, Coordinator coordinator) {
        CleanupRequest limits = CleanupRequest.builder()
                .model(request.model())
                .includeArchived(request.includeArchived())
                .build();
        DeletionCounts counts = new DeletionCounts(
                differences.stored(),
                differences.inSource(),
                differences.orphans().size(),
                0);
        Optional<String> objection = DeletionGuard.objection(limits, counts);
        if (objection.isPresent()) {
            return CompletableFuture.completedFuture(RunResult.refused(RunOutcome.REFUSED_BY_GUARD, objection.get()));
        }
        BatchedWrites orphans = BatchedWrites.deletions(run, coordinator);
        return orphans.each(differences.orphans())
                .whenComplete((done, thrown) -> repaired += orphans.done())
                .thenApply(done -> RunResult.completed());
    }

    private void progressed() {
        RunProgress progress = new RunProgress(
                request.model(),
                done(),
                done(),
                repaired,
                0,
                OptionalLong.empty(),
                run.clock().elapsed(),
                run.counters().chunks());
        run.report(listener, progress);
    }

    @Override
    public long done() {
        return feed == null ? 0 : feed.inSource();
    }

    private VerifyReport report(RunResult result) {
        warnings.addAll(strays.foreignWarnings());
        VerifyReport.Builder report = VerifyReport.builder()
                .model(request.model())
                .outcome(result.outcome())
                .errors(result.errors())
                .failure(result.failure())
                .blockedBy(result.blockedBy())
                .compared(request.deep() ? VerifyReport.Compared.CONTENT : VerifyReport.Compared.STAMPS)
                .warnings(warnings)
                .strayPoints(strays.ours())
                .strayPointsDeleted(strays.deleted())
                .foreignPoints(strays.foreign())
                .strayExamples(strays.examples())
                .duration(run.clock().elapsed());
        if (feed != null) {
            feed.lacks(request.model().toString()).forEach(report::addWarnings);
            report.recordsInSource(feed.inSource())
                    .recordsStored(feed.stored())
                    .recordsInQuarantine(feed.inQuarantine())
                    .differences(feed.counts())
                    .examples(feed.examples());
        }
        return report.recordsRepaired(repaired).build();
    }

    /** What becomes of the records that differ. */
    private final class Repairs implements PipelineListener {

        private final Coordinator coordinator;
        private final LackedFields lacks = new LackedFields();

        Repairs(Coordinator coordinator) {
            this.coordinator = coordinator;
        }

        @Override
        public void failed(RecordFailure failure) {
            run.warnings()
                    .warn(
                            failure.id(),
                            "Record " + failure.id() + " of " + request.model() + " failed: " + failure.reason());
        }

        @Override
        public void incomplete(RecordFailure lack) {
            if (lacks.isAmongTheFirst(lack)) {
                LOG.warn("Record {} of {} is {}", lack.id(), request.model(), lack.reason());
            }
        }

        @Override
        public CompletableFuture<Void> losingFields(List<RecordFailure> lacks) {
            return coordinator.announce(lacks, done());
        }

        @Override
        public void acknowledged(PageProgress page) {
            coordinator.acknowledged(page.failures(), page.handled());
            repaired += page.handled().size();
        }
    }
}
