package io.syncline.core.internal.cleanup;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunKind;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.port.record.RecordScope;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cleanup: search for stale records, check the limits, hide or delete in batches. Confined to the loop, but for
 * {@link #cancel()}.
 */
public final class CleanupRunner implements LeasedRun.Task {

    private static final int NAMED = 100;

    private final EngineContext engine;
    private final CleanupRequest request;
    private final String owner;
    private final RunContext run;
    private final StaleSearch search;
    private final CleanupReport.Builder report = CleanupReport.builder();
    private @Nullable CleanupExecution execution;

    public CleanupRunner(EngineContext engine, CleanupRequest request, EventLoop loop, String owner) {
        this.engine = engine;
        this.request = request;
        this.owner = owner;
        this.run = RunContext.unobserved(engine, request.model(), loop);
        this.search = new StaleSearch(
                run,
                RecordScope.builder()
                        .model(request.model())
                        .includeArchived(request.includeArchived())
                        .build());
        report.model(request.model()).dryRun(request.dryRun());
    }

    public void cancel() {
        run.cancel();
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    public CompletableFuture<CleanupReport> run(UnaryOperator<ActiveRun> liveView) {
        return new LeasedRun(run, engine.random(), owner, this).run(liveView).thenApply(this::report);
    }

    @Override
    public RunKind kind() {
        return RunKind.CLEANUP;
    }

    @Override
    public CompletableFuture<RunResult> work(Coordinator coordinator) {
        CleanupExecution started = new CleanupExecution(run, coordinator, request);
        return Preparation.prepareSink(run).thenCompose(prepared -> {
            execution = started;
            if (run.cancellation().isStopped()) {
                return CompletableFuture.completedFuture(RunResult.completed());
            }
            return request.undo() ? started.undo() : search.start().thenCompose(stale -> clean(started, stale));
        });
    }

    private CompletableFuture<RunResult> clean(CleanupExecution started, LongList stale) {
        report.recordsStale(stale.size()).staleRecords(stale.part(0, NAMED));
        return run.cancellation().isStopped()
                ? CompletableFuture.completedFuture(RunResult.completed())
                : started.clean(stale, search.stored(), search.listed());
    }

    @Override
    public long done() {
        return search.stored();
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
                .recordsStored(search.stored())
                .duration(run.clock().elapsed())
                .build();
    }
}
