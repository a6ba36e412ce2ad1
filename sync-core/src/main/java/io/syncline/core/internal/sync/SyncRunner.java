package io.syncline.core.internal.sync;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.lease.StateWriter;
import io.syncline.core.internal.pipeline.RunCounters;
import io.syncline.core.internal.quota.EmbedWaits;
import io.syncline.core.internal.run.Destination;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.StageClock;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.FingerprintChange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One sync, from the lease to the report.
 *
 * <ol>
 *   <li>Take the model's lease, or be refused.
 *   <li>Ask the source what the model looks like and what time it is; check the sink; decide where to begin.
 *   <li>Run the pipeline over the listing, while a heartbeat saves the checkpoint and renews the lease.
 *   <li>Try again what failed in earlier runs.
 *   <li>Save the outcome and give the lease back, in one step.
 * </ol>
 *
 * <p>Confined to the loop, but for {@link #cancel()} and {@link #progress()}.
 */
public final class SyncRunner implements LeasedRun.Task {

    private final EngineContext wiring;
    private final SyncRequest request;
    private final EventLoop loop;
    private final String owner;
    private final RunCounters tally = new RunCounters();
    private final StageClock clock;
    private final ProgressReporter progress;
    private final PauseReporter pauses;
    private final EmbedWaits waits;
    private final SyncReporter reporter;
    private final RunContext run;
    private final LeasedRun leased;
    private @Nullable SyncSession session;

    public SyncRunner(EngineContext wiring, SyncRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.loop = loop;
        this.owner = owner;
        this.clock = new StageClock(loop, timing -> wiring.listener().stageEnded(request.model(), timing));
        this.progress = new ProgressReporter(request.model(), tally, clock, wiring.listener());
        this.pauses = new PauseReporter(request.model(), wiring.listener());
        this.waits = new EmbedWaits(pauses);
        this.reporter = new SyncReporter(request, wiring.ports(), new SyncReporter.Figures(tally, clock, waits));
        ModelKey key = new ModelKey(wiring.ports().source().name(), request.model());
        Retrier retrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        this.run = new RunContext(wiring.ports(), key, wiring.settings(), loop, retrier, clock, wiring.gate(), waits);
        this.leased = new LeasedRun(run, wiring.random(), owner, this);
    }

    public ModelName model() {
        return request.model();
    }

    public String owner() {
        return owner;
    }

    public RunProgress progress() {
        return progress.snapshot();
    }

    /** What the run waits for at the embedder. Other threads may ask. */
    public Optional<String> waitingFor() {
        return waits.pause().map(RunPause::waitingFor);
    }

    public void cancel() {
        leased.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<SyncReport> run(UnaryOperator<ActiveRun> liveView) {
        return leased.run(liveView).thenApply(end -> {
            if (session != null) {
                progress.changed();
            }
            SyncReport report = reporter.report(end);
            wiring.listener().finished(report);
            return report;
        });
    }

    @Override
    public RunKind kind() {
        return RunKind.SYNC;
    }

    @Override
    public CompletableFuture<?> work(HeldLease lease, StateWriter books) {
        pauses.hold(lease);
        reporter.expect(RunStart.expected(request, lease.state()));
        wiring.listener().started(LeaseManager.describe(model(), lease.granted()));
        return begin(lease, books).thenCompose(started -> {
            session = started;
            if (leased.isOver()) {
                started.cancel();
            }
            return CostCheck.check(request, started, wiring.ports(), reporter)
                    .thenCompose(ok -> leased.isOver() ? CompletableFuture.completedFuture(null) : started.run())
                    .thenCompose(done -> ended());
        });
    }

    private CompletableFuture<Void> ended() {
        return leased.isOver() ? CompletableFuture.completedFuture(null) : new Destination(run).loaded();
    }

    /** Before a model was ever synced, a wrong address is likelier than an outage: that is told at once. */
    private Retrier firstContact(HeldLease lease) {
        boolean known = lease.state().lastSync().isPresent()
                || lease.state().checkpoint().isPresent();
        return known ? run.retrier() : Retrier.once(loop, wiring.random());
    }

    private CompletableFuture<SyncSession> begin(HeldLease lease, StateWriter books) {
        String what = "Describing " + run.key();
        return firstContact(lease)
                .call(
                        Work.SOURCE,
                        what,
                        () -> SyncPlan.describe(wiring.ports().source(), model(), wiring.model(model())))
                .thenApply(description -> SyncPlan.of(request, description, wiring.model(model()), wiring))
                .thenCompose(plan -> new Destination(run).prepare(plan, firstContact(lease)))
                .thenCompose(plan -> {
                    reporter.plan(plan);
                    return start(lease, plan).thenCompose(start -> {
                        reporter.start(start);
                        Job job = new Job(request, plan, start, lease);
                        SyncSession next = new SyncSession(run, job, books, new Account(tally, progress, reporter));
                        return next.announce().thenApply(done -> next);
                    });
                });
    }

    private CompletableFuture<RunStart> start(HeldLease lease, SyncPlan plan) {
        String what = "Reading the clock of " + run.key().source();
        return new Destination(run)
                .isEmpty()
                .thenCompose(empty -> run.retrier()
                        .call(Work.SOURCE, what, wiring.ports().source()::now)
                        .thenApply(now -> decide(
                                lease,
                                new RunStart.Facts(
                                        plan.runFingerprint(),
                                        now,
                                        plan.description().hasChangeTime(),
                                        empty,
                                        wiring.settings().overlap()))));
    }

    private RunStart decide(HeldLease lease, RunStart.Facts facts) {
        boolean refuse = wiring.settings().onFingerprintChange() == FingerprintChange.REFUSE;
        if (refuse && !request.forceFull() && RunStart.isChanged(lease.state(), facts)) {
            reporter.fingerprintChanged();
            throw new SetupException("Documents of " + model()
                    + " go another way than before (fields, template, language, chunks, embedder or collection)"
                    + " and the engine is set to refuse that. Undo the change, or run a full sync to embed all again");
        }
        return RunStart.decide(request, lease.state(), facts);
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
        return progress.snapshot().processed();
    }

    @Override
    public OptionalLong total() {
        return progress.snapshot().total();
    }

    @Override
    public void stop() {
        if (session != null) {
            session.cancel();
        }
    }

    @Override
    public void broken(SyncException failure) {
        if (session != null) {
            session.broken(failure);
        }
    }
}
