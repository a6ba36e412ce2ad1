package io.syncline.core.internal.sync;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out what a sync would do. It takes no lease: it may run beside another run, and then reports what is left to do.
 * Confined to the loop, but for {@link #cancel()}.
 */
public final class PlanRunner {

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final EngineContext engine;
    private final SyncRequest request;
    private final RunContext run;

    public PlanRunner(EngineContext engine, SyncRequest request, EventLoop loop) {
        this.engine = engine;
        this.request = request;
        this.run = RunContext.unobserved(engine, request.model(), loop);
    }

    public void cancel() {
        run.cancel();
    }

    /** Plans; fails with a {@link io.syncline.api.failure.SyncException} if anything cannot be read. */
    public CompletableFuture<PlanReport> run() {
        String what = "Reading the state of " + request.model();
        return run.retrier()
                .call(Work.STATE, what, () -> run.state().read().state())
                .thenCompose(state -> new Preparation(engine, request.model())
                        .plan(run, request.includeArchived(), run.retrier())
                        .thenCompose(plan -> StartConditions.read(run, plan)
                                .thenCompose(conditions -> estimate(plan, state, conditions))));
    }

    private CompletableFuture<PlanReport> estimate(SyncPlan plan, ModelState state, StartConditions conditions) {
        SyncTask task = new SyncTask(request, plan, RunStart.decide(request, state, conditions));
        return SyncEstimate.likely(run, plan, state)
                .of(task, run.state().now())
                .thenApply(estimate -> report(task, estimate));
    }

    private PlanReport report(SyncTask task, SyncEstimate estimate) {
        Embedder embedder = engine.ports().embedder();
        EmbedderLimits limits = embedder.limits();
        long inputs = Math.min(run.settings().embedBatchSize(), limits.inputs());
        long requests = Math.max(ceil(estimate.chunks(), inputs), ceil(estimate.tokens(), limits.tokensPerRequest()));
        RunStart start = task.start();
        PlanReport.Builder report = PlanReport.builder()
                .model(request.model())
                .syncType(start.checkpoint().type())
                .resumed(start.resumed())
                .recordsToEmbed(estimate.toEmbed())
                .recordsUnchanged(estimate.unchanged())
                .recordsFailing(estimate.failing())
                .chunks(estimate.chunks())
                .requests(requests)
                .tokens(estimate.tokens())
                .cost(Price.of(embedder, estimate.tokens()))
                .timeAtQuota(timeAtQuota(embedder, requests, estimate.tokens()))
                .warnings(task.plan().description().warnings());
        start.reason()
                .ifPresent(reason ->
                        report.addWarnings("All records of " + request.model() + " would be read: " + reason));
        if (run.cancellation().isStopped()) {
            report.addWarnings("The plan was stopped before it was complete; a sync would do more");
        }
        return report.build();
    }

    private static long ceil(long amount, long part) {
        return (amount + part - 1) / part;
    }

    private static Optional<Duration> timeAtQuota(Embedder embedder, long requests, long tokens) {
        if (!(embedder instanceof Metered metered)) {
            return Optional.empty();
        }
        EmbedderQuota quota = metered.quota();
        if (quota.requestsPerMinute().isEmpty() && quota.tokensPerMinute().isEmpty()) {
            return Optional.empty();
        }
        double byRequests = requests / (double) quota.requestsPerMinute().orElse(Long.MAX_VALUE);
        double byTokens = tokens / (double) quota.tokensPerMinute().orElse(Long.MAX_VALUE);
        return Optional.of(Duration.ofMillis(Math.round(Math.max(byRequests, byTokens) * MILLIS_PER_MINUTE)));
    }
}
