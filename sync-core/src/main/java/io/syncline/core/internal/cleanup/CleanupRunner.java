package io.syncline.core.internal.cleanup;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunKind;
import io.syncline.api.RunProgress;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.FirstContact;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunObserver;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.LastCleanup;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.SinkIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cleanup: search for stale records, check the limits, hide or delete in batches. Confined to the loop, but for
 * {@link #cancel()}.
 */
public final class CleanupRunner implements LeasedRun.Task {

    private static final int NAMED = 100;

    private final CleanupRequest request;
    private final String owner;
    private final SafeListener listener;
    private final RunContext run;
    private final RecordScope scope;
    private final ExistenceRecheck recheck;
    private final Preparation preparation;
    private final CleanupReport.Builder report = CleanupReport.builder();
    private Runnable stop = () -> {};
    private @Nullable StaleSearch search;
    private @Nullable CleanupExecution execution;

    public CleanupRunner(EngineContext engine, CleanupRequest request, EventLoop loop, String owner) {
        this.request = request;
        this.owner = owner;
        this.listener = engine.listener();
        this.run = RunContext.observed(
                engine, request.model(), loop, RunObserver.of(request.model(), listener, this::progressed));
        this.scope = RecordScope.builder()
                .model(request.model())
                .includeArchived(request.includeArchived())
                .build();
        this.recheck = new ExistenceRecheck(run.ports().source(), scope);
        this.preparation = new Preparation(engine, run, request.includeArchived(), new FirstContact(run, false));
        report.model(request.model()).dryRun(request.dryRun());
    }

    public void cancel() {
        run.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<CleanupReport> run(UnaryOperator<ActiveRun> liveView) {
        return new LeasedRun(run, owner, this)
                .run(liveView)
                .thenApply(this::report)
                .thenApply(report -> listener.finished(stop, report))
                .whenComplete((ended, thrown) -> listener.ended(request.model()));
    }

    private void progressed() {
        long listed = search == null ? 0 : search.listed();
        run.report(
                listener,
                RunProgress.of(request.model(), listed, done(), run.clock().elapsed()));
    }

    @Override
    public RunKind kind() {
        return RunKind.CLEANUP;
    }

    @Override
    public boolean readsSource() {
        return !request.undo();
    }

    /** There is nothing to clean up in a store that does not exist, so none is created. */
    @Override
    public CompletableFuture<SinkIdentity> open() {
        return request.dryRun() ? preparation.openToRead() : preparation.openToChange();
    }

    @Override
    public CompletableFuture<RunResult> work(Coordinator coordinator) {
        stop = listener.begun(LeaseManager.describe(coordinator.store().key(), coordinator.lease()));
        coordinator
                .loss()
                .ifPresent(loss ->
                        report.addWarnings("The next sync of " + request.model() + " reads all records: " + loss));
        return inOrder().thenCompose(inOrder -> {
            CleanupExecution.Search where = new CleanupExecution.Search(run, inOrder);
            return work(CleanupExecution.of(coordinator, request, where), where)
                    .thenCompose(result -> sweep(coordinator, result));
        });
    }

    private CompletableFuture<Boolean> inOrder() {
        String what = "Asking the sink for the order of " + run.key();
        return run.retrier().call(Work.COMPARE, what, () -> run.ports().sink().listsInOrder(run.key()));
    }

    /** A dry run changes nothing, so all that it loses without the lease is that it may meet a run in progress. */
    @Override
    public Optional<Supplier<CompletableFuture<RunResult>>> withoutLease() {
        return request.dryRun() && !request.undo() ? Optional.of(this::dryRun) : Optional.empty();
    }

    private CompletableFuture<RunResult> dryRun() {
        report.addWarnings("Searched without the lease of " + request.model()
                + ", since the metadata store cannot be written: what a run in progress changes may differ");
        String what = "Reading the clock of the metadata store";
        return run.retrier()
                .call(Work.STATE, what, run.ports().metadata()::now)
                .thenCompose(now -> inOrder().thenCompose(inOrder -> {
                    CleanupExecution.Search where = new CleanupExecution.Search(run, inOrder);
                    return work(CleanupExecution.dry(now, request, where), where);
                }));
    }

    private CompletableFuture<RunResult> work(CleanupExecution started, CleanupExecution.Search where) {
        execution = started;
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(RunResult.completed());
        }
        if (request.undo()) {
            return started.undo();
        }
        StaleSearch searching = StaleSearch.of(run, scope, recheck, where.inOrder());
        search = searching;
        return searching.start().thenCompose(stale -> {
            report.recordsStale(stale.size()).staleRecords(stale.part(0, NAMED));
            return run.cancellation().isStopped()
                    ? CompletableFuture.completedFuture(RunResult.completed())
                    : started.clean(stale, searching.stored(), searching.listed());
        });
    }

    /** A source that has listed nothing proves nothing. */
    private CompletableFuture<RunResult> sweep(Coordinator coordinator, RunResult result) {
        boolean listed = search != null && search.listed() > 0;
        return request.dryRun()
                        || !result.isCompleted()
                        || !listed
                        || run.cancellation().isStopped()
                ? CompletableFuture.completedFuture(result)
                : new FailureSweep(run, coordinator, recheck).start().thenApply(swept -> result);
    }

    /** What completes is the measure of what syncs may delete until the next one. */
    @Override
    public UnaryOperator<ModelState> completed() {
        if (request.dryRun() || request.undo()) {
            return UnaryOperator.identity();
        }
        Duration elapsed = run.clock().elapsed();
        return state -> {
            ModelState.Builder next = state.toBuilder().removedByTouch(0);
            state.lease()
                    .ifPresent(lease -> next.lastCleanup(new LastCleanup(
                            lease.startedAt().plus(elapsed),
                            request.maxDeleteShare(),
                            request.maxDeleteCount(),
                            request.quarantine())));
            return next.build();
        };
    }

    @Override
    public long done() {
        return search == null ? 0 : search.stored();
    }

    private CleanupReport report(RunResult result) {
        if (execution != null) {
            report.recordsDeleted(execution.deleted())
                    .recordsQuarantined(execution.quarantined())
                    .recordsLifted(execution.lifted())
                    .recordsInQuarantine(execution.inQuarantine());
        }
        return report.outcome(result.outcome())
                .errors(result.errors())
                .failure(result.failure())
                .blockedBy(result.blockedBy())
                .recordsStored(done())
                .duration(run.clock().elapsed())
                .build();
    }
}
