package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.ModelState;
import io.syncline.core.port.RecordScope;
import io.syncline.core.port.SinkSchema;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cleanup: take the lease, search, let the guard decide, hide or delete in batches, give the lease back. Confined to
 * the loop, but for {@link #cancel()}.
 */
final class CleanupRunner implements Heartbeat.Patient {

    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
    private static final int NAMED = 100;

    private final Wiring wiring;
    private final CleanupRequest request;
    private final EventLoop loop;
    private final String owner;
    private final Retrier retrier;
    private final Retrier stateRetrier;
    private final Run run;
    private final StaleSearch search;
    private final CleanupReport.Builder report = CleanupReport.builder();
    private @Nullable Disposal disposal;
    private boolean cancelled;
    private @Nullable SyncException lost;
    private @Nullable String objection;

    CleanupRunner(Wiring wiring, CleanupRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.loop = loop;
        this.owner = owner;
        this.retrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        this.stateRetrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        ModelKey key = new ModelKey(wiring.ports().source().name(), request.model());
        StageClock clock = new StageClock(loop, timing -> {});
        this.run = new Run(
                wiring.ports(),
                key,
                wiring.settings(),
                loop,
                retrier,
                clock,
                wiring.gate(),
                new EmbedWaits(EmbedWaits.Listener.NONE));
        this.search = new StaleSearch(
                run,
                RecordScope.builder()
                        .model(request.model())
                        .includeArchived(request.includeArchived())
                        .build());
        report.model(request.model()).dryRun(request.dryRun());
    }

    ModelName model() {
        return request.model();
    }

    void cancel() {
        loop.execute(() -> {
            cancelled = true;
            stop();
        });
    }

    private void stop() {
        retrier.stop();
        search.cancel();
        if (disposal != null) {
            disposal.stop();
        }
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    CompletableFuture<CleanupReport> run(UnaryOperator<ActiveRun> liveView) {
        LeaseManager leases =
                new LeaseManager(wiring.ports().metadata(), wiring.settings().leaseTtl(), loop::nanoTime);
        String what = "Taking the lease of " + model();
        return stateRetrier
                .call(Work.STATE, what, () -> leases.acquire(model(), RunKind.CLEANUP, owner))
                .thenCompose(acquired -> {
                    HeldLease lease = acquired.lease();
                    if (lease == null) {
                        ActiveRun holder = liveView.apply(acquired.other());
                        report.blockedBy(holder).addErrors(Refusal.message(holder, acquired.now()));
                        return CompletableFuture.completedFuture(finish(RunOutcome.REFUSED_IN_PROGRESS));
                    }
                    return hold(lease);
                })
                .exceptionally(thrown -> failed(Failures.of(thrown, what)));
    }

    private CompletableFuture<CleanupReport> hold(HeldLease lease) {
        Bookkeeper books = new Bookkeeper(stateRetrier, wiring.ports().metadata(), lease, model());
        Heartbeat heartbeat = new Heartbeat(loop, wiring.settings(), books, this);
        heartbeat.start();
        Ports ports = wiring.ports();
        return retrier.call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> {
                    ports.sink().prepare(new SinkSchema(ports.embedder().fingerprint()));
                    return lease;
                })
                .thenCompose(this::work)
                .handle((done, thrown) -> {
                    heartbeat.stop();
                    return thrown == null ? lost : Failures.of(thrown, "Cleaning up " + run.key());
                })
                .thenCompose(failure -> end(books, failure));
    }

    private CompletableFuture<Void> work(HeldLease lease) {
        Disposal started = new Disposal(run, lease, request);
        disposal = started;
        if (isOver()) {
            return CompletableFuture.completedFuture(null);
        }
        return request.undo() ? started.undo() : search.start().thenCompose(stale -> dispose(started, stale));
    }

    private CompletableFuture<Void> dispose(Disposal started, LongList stale) {
        report.recordsStale(stale.size()).staleRecords(stale.part(0, NAMED));
        return isOver()
                ? CompletableFuture.completedFuture(null)
                : started.dispose(stale, search.stored(), search.listed())
                        .thenAccept(found -> objection = found.orElse(null));
    }

    private boolean isOver() {
        return cancelled || lost != null;
    }

    private CompletableFuture<CleanupReport> end(Bookkeeper books, @Nullable SyncException failure) {
        if (failure instanceof LostRaceException) {
            return CompletableFuture.completedFuture(failed(failure));
        }
        return books.release(UnaryOperator.identity())
                .handle((saved, thrown) -> thrown == null ? failure : Failures.of(thrown, "Giving back the lease"))
                .thenApply(this::outcome);
    }

    private CleanupReport outcome(@Nullable SyncException failure) {
        if (cancelled) {
            return finish(RunOutcome.CANCELLED);
        }
        if (failure != null) {
            return failed(failure);
        }
        if (objection == null) {
            return finish(RunOutcome.COMPLETED);
        }
        LOG.warn("Cleanup of {} refused: {}", model(), objection);
        report.addErrors(objection);
        return finish(RunOutcome.REFUSED_BY_GUARD);
    }

    private CleanupReport failed(SyncException failure) {
        LOG.error("Cleanup of {} failed: {}", model(), failure.getMessage());
        report.failure(failure).addErrors(failure.getMessage());
        return finish(RunOutcome.FAILED);
    }

    private CleanupReport finish(RunOutcome outcome) {
        if (disposal != null) {
            report.recordsDeleted(disposal.deleted())
                    .recordsQuarantined(disposal.quarantined())
                    .recordsLifted(disposal.lifted())
                    .recordsInQuarantine(disposal.inQuarantine());
        }
        return report.outcome(outcome)
                .recordsStored(search.stored())
                .duration(run.clock().elapsed())
                .build();
    }

    @Override
    public UnaryOperator<ModelState> change() {
        return UnaryOperator.identity();
    }

    @Override
    public long done() {
        return search.stored();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public void broken(SyncException failure) {
        lost = failure;
        stop();
    }
}
