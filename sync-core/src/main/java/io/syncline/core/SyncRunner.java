package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.ModelState;
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
final class SyncRunner implements Heartbeat.Patient {

    private final Wiring wiring;
    private final SyncRequest request;
    private final EventLoop loop;
    private final String owner;
    private final Retrier retrier;
    private final Retrier stateRetrier;
    private final Tally tally = new Tally();
    private final StageClock clock;
    private final Progress progress;
    private final PauseTeller pauses;
    private final EmbedWaits waits;
    private final Reporter reporter;
    private @Nullable SyncSession session;
    private @Nullable SyncException lost;
    private boolean cancelled;

    SyncRunner(Wiring wiring, SyncRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.loop = loop;
        this.owner = owner;
        this.retrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        this.stateRetrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        this.clock = new StageClock(loop, timing -> wiring.listener().stageEnded(request.model(), timing));
        this.progress = new Progress(request.model(), tally, clock, wiring.listener());
        this.pauses = new PauseTeller(request.model(), wiring.listener());
        this.waits = new EmbedWaits(pauses);
        this.reporter = new Reporter(request, wiring.ports(), new Reporter.Figures(tally, clock, waits));
    }

    ModelName model() {
        return request.model();
    }

    String owner() {
        return owner;
    }

    RunProgress progress() {
        return progress.snapshot();
    }

    /** What the run waits for at the embedder. Other threads may ask. */
    Optional<String> waitingFor() {
        return waits.pause().map(RunPause::waitingFor);
    }

    void cancel() {
        loop.execute(() -> {
            cancelled = true;
            retrier.stop();
            if (session != null) {
                session.cancel();
            }
        });
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    CompletableFuture<SyncReport> run(UnaryOperator<ActiveRun> liveView) {
        LeaseManager leases =
                new LeaseManager(wiring.ports().metadata(), wiring.settings().leaseTtl(), loop::nanoTime);
        return stateRetrier
                .call(Work.STATE, "Taking the lease of " + model(), () -> leases.acquire(model(), RunKind.SYNC, owner))
                .thenCompose(acquired -> {
                    HeldLease lease = acquired.lease();
                    return lease == null
                            ? CompletableFuture.completedFuture(
                                    reporter.refused(liveView.apply(acquired.other()), acquired.now()))
                            : hold(lease);
                })
                .exceptionally(thrown -> reporter.failed(Failures.of(thrown, "Taking the lease of " + model())))
                .thenApply(report -> {
                    wiring.listener().finished(report);
                    return report;
                });
    }

    private CompletableFuture<SyncReport> hold(HeldLease lease) {
        pauses.hold(lease);
        reporter.expect(RunStart.expected(request, lease.state()));
        wiring.listener().started(LeaseManager.describe(model(), lease.granted()));
        Bookkeeper books = new Bookkeeper(stateRetrier, wiring.ports().metadata(), lease, model());
        ModelKey key = new ModelKey(wiring.ports().source().name(), model());
        Run run = new Run(wiring.ports(), key, wiring.settings(), loop, retrier, clock, wiring.gate(), waits);
        Heartbeat heartbeat = new Heartbeat(loop, wiring.settings(), books, this);
        heartbeat.start();
        return begin(run, lease, books)
                .thenCompose(started -> {
                    session = started;
                    if (cancelled) {
                        started.cancel();
                    }
                    return CostLimit.check(request, started, wiring.ports(), reporter)
                            .thenCompose(ok -> lost == null ? started.run() : CompletableFuture.failedFuture(lost))
                            .thenCompose(done -> ended(run));
                })
                .handle((done, thrown) -> {
                    heartbeat.stop();
                    return thrown == null ? null : Failures.of(thrown, "Syncing " + key);
                })
                .thenCompose(failure -> end(books, failure));
    }

    private CompletableFuture<Void> ended(Run run) {
        return cancelled ? CompletableFuture.completedFuture(null) : new Destination(run).loaded();
    }

    /** Before a model was ever synced, a wrong address is likelier than an outage: that is told at once. */
    private Retrier firstContact(HeldLease lease) {
        boolean known = lease.state().lastSync().isPresent()
                || lease.state().checkpoint().isPresent();
        return known ? retrier : Retrier.once(loop, wiring.random());
    }

    private CompletableFuture<SyncSession> begin(Run run, HeldLease lease, Bookkeeper books) {
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
                    return start(run, lease, plan).thenCompose(start -> {
                        reporter.start(start);
                        Job job = new Job(request, plan, start, lease);
                        SyncSession next = new SyncSession(run, job, books, new Account(tally, progress, reporter));
                        return next.announce().thenApply(done -> next);
                    });
                });
    }

    private CompletableFuture<RunStart> start(Run run, HeldLease lease, SyncPlan plan) {
        String what = "Reading the clock of " + run.key().source();
        return new Destination(run)
                .isEmpty()
                .thenCompose(empty -> retrier.call(
                                Work.SOURCE, what, wiring.ports().source()::now)
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
    public UnaryOperator<ModelState> change() {
        return session == null ? UnaryOperator.identity() : session.unfinished();
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
    public void broken(SyncException failure) {
        lost = failure;
        retrier.stop();
        if (session != null) {
            session.broken(failure);
        }
    }

    private UnaryOperator<ModelState> outcome(@Nullable SyncException failure) {
        if (session == null) {
            return UnaryOperator.identity();
        }
        return failure == null && !cancelled ? session.completed() : session.unfinished();
    }

    private CompletableFuture<SyncReport> end(Bookkeeper books, @Nullable SyncException failure) {
        if (failure instanceof LostRaceException) {
            return CompletableFuture.completedFuture(reporter.failed(failure));
        }
        return books.release(outcome(failure))
                .handle((saved, thrown) ->
                        thrown == null ? null : Failures.of(thrown, "Saving the state of " + model()))
                .thenApply(unsaved -> {
                    progress.changed();
                    if (cancelled && unsaved == null) {
                        return reporter.cancelled(failure);
                    }
                    SyncException reason = failure == null ? unsaved : failure;
                    return reason == null ? reporter.completed() : reporter.failed(reason);
                });
    }
}
