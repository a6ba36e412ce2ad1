package io.syncline.core.internal.cluster;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.CoordinatorClient;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.WorkerFailure;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunObserver;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A worker's work on one grant: prepares as every run does, runs the range, and renews the grant meanwhile. Confined to the loop,
 * but for {@link #cancel()}.
 */
public final class GrantedWork {

    private static final int RENEWALS_PER_GRANT = 4;

    private final RangeGrant grant;
    private final RunContext run;
    private final WorkerPlans plans;
    private final CoordinatorCalls coordinator;
    private final GrantValidity validity;
    private final ProgressReports reports;
    private @Nullable Runnable timer;
    private boolean ended;

    /**
     * Work that has not begun.
     *
     * @param plans of the worker's runs
     */
    public GrantedWork(
            EngineContext engine, RangeGrant grant, WorkerPlans plans, CoordinatorClient client, EventLoop loop) {
        this.grant = grant;
        this.plans = plans;
        this.run = RunContext.observed(
                engine, grant.model(), loop, RunObserver.of(grant.model(), engine.listener(), () -> {}));
        this.validity = new GrantValidity(loop::nanoTime);
        this.coordinator = new CoordinatorCalls(grant, client, loop, validity);
        this.reports = new ProgressReports(grant, coordinator, run.counters());
    }

    public void cancel() {
        run.cancel();
    }

    /** Works to the end; completes normally, whatever happens, when nothing more is written and the coordinator was told. */
    public CompletableFuture<Void> start() {
        renewLater();
        return renew().thenCompose(valid -> plans.plan(run, grant))
                .thenCompose(this::work)
                .thenCompose(done -> reports.acknowledged())
                .handle((done, thrown) -> end(thrown))
                .thenCompose(Function.identity())
                .exceptionally(this::endNotReported);
    }

    private CompletableFuture<Void> work(SyncPlan plan) {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        return new RangeRunner(run, plan, new GrantFence(grant, validity, coordinator), coordinator)
                .run(plan.scope(grant.changedSince()), grant.range(), Long.MAX_VALUE, reports);
    }

    private CompletableFuture<Void> end(@Nullable Throwable thrown) {
        ended = true;
        if (timer != null) {
            timer.run();
        }
        run.warnings().end();
        Optional<SyncException> failure = Optional.ofNullable(thrown)
                .map(cause -> Failures.of(cause, "Syncing records of " + grant.model()))
                .or(() -> run.cancellation().abortCause());
        boolean complete = failure.isEmpty() && !run.cancellation().isStopped();
        Optional<WorkerFailure> reason = failure.filter(cause -> !(cause instanceof LostRaceException))
                .map(cause -> new WorkerFailure(String.valueOf(cause.getMessage()), Failures.isTemporary(cause)));
        failure.ifPresent(cause -> LOG.warn(
                "Records of {} {} were given back: {}",
                run.key(),
                Advance.words(reports.reached()),
                cause.getMessage()));
        return coordinator.askUntilDone(new WorkerRequest.End(grant.number(), complete, reason));
    }

    /** The coordinator takes the range back when the time of the grant has passed. */
    private @Nullable Void endNotReported(Throwable thrown) {
        LOG.warn("The end of a grant of {} was not reported: {}", run.key(), thrown.getMessage());
        return null;
    }

    private void renewLater() {
        Duration interval = grant.validFor().dividedBy(RENEWALS_PER_GRANT);
        timer = run.loop().schedule(interval, () -> {
            if (!ended) {
                renewLater();
                // one that does not come is noticed by the fence
                renew().exceptionally(thrown -> null);
            }
        });
    }

    private CompletableFuture<Void> renew() {
        long asked = run.loop().nanoTime();
        return coordinator.ask(new WorkerRequest.Renew(grant.number())).thenAccept(answer -> {
            if (answer instanceof CoordinatorAnswer.Renewed renewed) {
                validity.renewed(asked, renewed.validFor());
                if (renewed.stop()) {
                    run.cancellation().cancel();
                }
            } else {
                validity.revoked();
                run.cancellation().abort(GrantValidity.lost(grant));
            }
        });
    }
}
