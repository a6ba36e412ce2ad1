package io.syncline.core.internal.cleanup;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunKind;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.lease.RunResult;
import io.syncline.core.internal.lease.StateWriter;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Ports;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cleanup: search, let the guard decide, hide or delete in batches. Confined to the loop, but for {@link #cancel()}.
 */
public final class CleanupRunner implements LeasedRun.Task {

    private static final int NAMED = 100;

    private final EngineContext wiring;
    private final CleanupRequest request;
    private final RunContext run;
    private final LeasedRun leased;
    private final StaleSearch search;
    private final CleanupReport.Builder report = CleanupReport.builder();
    private @Nullable CleanupExecution disposal;
    private @Nullable String objection;

    public CleanupRunner(EngineContext wiring, CleanupRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.run = RunContext.unobserved(wiring, request.model(), loop);
        this.leased = new LeasedRun(run, wiring.random(), owner, this);
        this.search = new StaleSearch(
                run,
                RecordScope.builder()
                        .model(request.model())
                        .includeArchived(request.includeArchived())
                        .build());
        report.model(request.model()).dryRun(request.dryRun());
    }

    public void cancel() {
        leased.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<CleanupReport> run(UnaryOperator<ActiveRun> liveView) {
        return leased.run(liveView).thenApply(this::report);
    }

    @Override
    public RunKind kind() {
        return RunKind.CLEANUP;
    }

    @Override
    public CompletableFuture<?> work(HeldLease lease, StateWriter books) {
        Ports ports = wiring.ports();
        return run.retrier()
                .call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> {
                    ports.sink().prepare(new SinkSchema(ports.embedder().fingerprint()));
                    return lease;
                })
                .thenCompose(this::cleanUp);
    }

    private CompletableFuture<Void> cleanUp(HeldLease lease) {
        CleanupExecution started = new CleanupExecution(run, lease, request);
        disposal = started;
        if (leased.isOver()) {
            return CompletableFuture.completedFuture(null);
        }
        return request.undo() ? started.undo() : search.start().thenCompose(stale -> dispose(started, stale));
    }

    private CompletableFuture<Void> dispose(CleanupExecution started, LongList stale) {
        report.recordsStale(stale.size()).staleRecords(stale.part(0, NAMED));
        return leased.isOver()
                ? CompletableFuture.completedFuture(null)
                : started.dispose(stale, search.stored(), search.listed())
                        .thenAccept(found -> objection = found.orElse(null));
    }

    @Override
    public void stop() {
        search.cancel();
        if (disposal != null) {
            disposal.stop();
        }
    }

    @Override
    public long done() {
        return search.stored();
    }

    @Override
    public Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    private CleanupReport report(RunResult end) {
        if (disposal != null) {
            report.recordsDeleted(disposal.deleted())
                    .recordsQuarantined(disposal.quarantined())
                    .recordsLifted(disposal.lifted())
                    .recordsInQuarantine(disposal.inQuarantine());
        }
        return report.outcome(end.outcome())
                .addAllErrors(end.errors())
                .failure(end.failure())
                .blockedBy(end.blockedBy())
                .recordsStored(search.stored())
                .duration(run.clock().elapsed())
                .build();
    }
}
