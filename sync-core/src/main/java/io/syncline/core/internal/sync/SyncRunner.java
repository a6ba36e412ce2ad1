package io.syncline.core.internal.sync;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.FirstContact;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.run.Clocks;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One sync, from the lease to the report.
 *
 * <ol>
 *   <li>Describe the model and prepare the sink.
 *   <li>Acquire the lease of source, model and sink, or end as blocked.
 *   <li>Read the clocks, decide where to begin.
 *   <li>Run the listing, while a heartbeat saves the checkpoint and renews the lease.
 *   <li>Attempt again what failed in earlier runs.
 *   <li>Save the watermark and release the lease, in one step.
 * </ol>
 *
 * <p>Confined to the loop, but for {@link #cancel()}, {@link #progress()} and {@link #waitingFor()}.
 */
public final class SyncRunner implements LeasedRun.Task {

    private final EngineContext engine;
    private final SyncRequest request;
    private final String owner;
    private final SyncObserver observer;
    private final RunContext run;
    private final SyncReporter reporter;
    private final Preparation preparation;
    private final ListingWork work;
    private @Nullable SyncSession session;

    /** A sync in this process. */
    public SyncRunner(EngineContext engine, SyncRequest request, EventLoop loop, String owner) {
        this(engine, request, loop, owner, ListingWork.LOCAL);
    }

    public SyncRunner(EngineContext engine, SyncRequest request, EventLoop loop, String owner, ListingWork work) {
        this.work = work;
        this.engine = engine;
        this.request = request;
        this.owner = owner;
        this.observer = new SyncObserver(request.model(), engine.listener(), this::reportProgress);
        this.run = RunContext.observed(engine, request.model(), loop, observer);
        this.reporter = new SyncReporter(run, request, engine.listener());
        this.preparation = new Preparation(engine, run, request.includeArchived(), new FirstContact(run, true));
    }

    public ModelName model() {
        return request.model();
    }

    public String owner() {
        return owner;
    }

    private void reportProgress() {
        reporter.progress().changed();
    }

    public RunProgress progress() {
        return reporter.progress().snapshot();
    }

    /** What the run waits for. */
    public Optional<String> waitingFor() {
        return observer.pause().map(RunPause::waitingFor);
    }

    public void cancel() {
        run.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<SyncReport> run(UnaryOperator<ActiveRun> liveView) {
        return new LeasedRun(run, owner, this).run(liveView).thenApply(result -> {
            if (session != null) {
                reporter.progress().changed();
            }
            SyncReport report = reporter.report(result);
            observer.stopped();
            engine.listener().finished(report);
            return report;
        });
    }

    @Override
    public RunKind kind() {
        return RunKind.SYNC;
    }

    @Override
    public boolean acceptsDatabase() {
        return request.acceptDatabase();
    }

    @Override
    public CompletableFuture<SinkIdentity> open() {
        return preparation.prepareToStore();
    }

    @Override
    public CompletableFuture<RunResult> work(Coordinator coordinator) {
        observer.started(coordinator);
        reporter.expect(RunStart.expected(request, coordinator.state()));
        return preparation.plan().thenCompose(plan -> {
            reporter.plan(plan);
            // nothing depends on which of source and sink answers first
            return DuplicateSource.find(run, coordinator.state(), coordinator.loss())
                    .thenCombine(Clocks.read(run), (found, clocks) -> begin(coordinator, plan, found, clocks))
                    .thenCompose(Function.identity());
        });
    }

    private CompletableFuture<RunResult> begin(
            Coordinator coordinator, SyncPlan plan, Optional<DuplicateSource> duplicate, Clocks clocks) {
        if (duplicate.filter(DuplicateSource::isCertain).isPresent() && !request.allowDuplicateSource()) {
            return CompletableFuture.completedFuture(RunResult.refused(
                    RunOutcome.REFUSED_DUPLICATE_SOURCE, duplicate.get().refusal()));
        }
        duplicate.ifPresent(found -> reporter.warn(found.warning()));
        return MissingStateReason.read(run, coordinator.store(), coordinator.state(), coordinator.loss())
                .thenApply(history -> StartConditions.of(run, plan, history, clocks))
                .thenCompose(conditions -> {
                    conditions.warning().ifPresent(reporter::warn);
                    return begin(coordinator, plan, conditions);
                });
    }

    private CompletableFuture<RunResult> begin(Coordinator coordinator, SyncPlan plan, StartConditions conditions) {
        ModelState state = coordinator.state();
        Optional<SyncException> provisional = ChangedDescription.provisional(request, plan, state);
        if (provisional.isPresent()) {
            return CompletableFuture.failedFuture(provisional.get());
        }
        Optional<String> refusal = ChangedDescription.refusal(run, request, state, conditions);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(
                    RunResult.refused(RunOutcome.REFUSED_FINGERPRINT_CHANGED, refusal.get()));
        }
        RunStart start = RunStart.decide(request, state, conditions);
        reporter.start(start);
        SyncSession started = new SyncSession(run, new SyncTask(request, plan, start), coordinator, reporter, work);
        session = started;
        return started.run();
    }

    @Override
    public UnaryOperator<ModelState> unfinished() {
        return session == null ? UnaryOperator.identity() : session.unfinished();
    }

    @Override
    public UnaryOperator<ModelState> completed() {
        return session == null ? UnaryOperator.identity() : session.completed();
    }

    @Override
    public long done() {
        return progress().processed();
    }

    @Override
    public OptionalLong total() {
        return progress().total();
    }
}
