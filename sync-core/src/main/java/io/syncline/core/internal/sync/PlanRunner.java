package io.syncline.core.internal.sync;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.quota.Price;
import io.syncline.core.internal.run.Destination;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordScope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a sync would do, without a lease: it may run beside one, and then tells what is left. Confined to the
 * loop, but for {@link #cancel()}.
 */
public final class PlanRunner {

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final EngineContext wiring;
    private final SyncRequest request;
    private final Retrier retrier;
    private final RunContext run;
    private @Nullable SyncEstimate survey;
    private boolean cancelled;

    public PlanRunner(EngineContext wiring, SyncRequest request, EventLoop loop) {
        this.wiring = wiring;
        this.request = request;
        this.run = RunContext.unobserved(wiring, request.model(), loop);
        this.retrier = run.retrier();
    }

    public void cancel() {
        run.loop().execute(() -> {
            cancelled = true;
            retrier.stop();
            if (survey != null) {
                survey.stop();
            }
        });
    }

    /** Plans; fails with a {@link io.syncline.api.failure.SyncException} if anything cannot be read. */
    public CompletableFuture<PlanReport> run() {
        Ports ports = wiring.ports();
        return retrier.call(
                        Work.STATE,
                        "Reading the state of " + request.model(),
                        () -> ports.metadata().read(request.model()).state())
                .thenCompose(state -> retrier.call(
                                Work.SOURCE,
                                "Describing " + run.key(),
                                () -> SyncPlan.describe(ports.source(), request.model(), wiring.model(request.model())))
                        .thenApply(
                                description -> SyncPlan.of(request, description, wiring.model(request.model()), wiring))
                        .thenCompose(plan -> new Destination(run).prepare(plan, retrier))
                        .thenCompose(plan -> start(plan, state)
                                .thenCompose(start -> survey(SyncEstimate.expecting(run, plan, state), plan, start))));
    }

    private CompletableFuture<RunStart> start(SyncPlan plan, ModelState state) {
        return new Destination(run)
                .isEmpty()
                .thenCompose(empty -> retrier.call(
                                Work.SOURCE,
                                "Reading the clock of " + run.key().source(),
                                wiring.ports().source()::now)
                        .thenApply(now -> RunStart.decide(
                                request,
                                state,
                                new RunStart.Facts(
                                        plan.runFingerprint(),
                                        now,
                                        plan.description().hasChangeTime(),
                                        empty,
                                        wiring.settings().overlap()))));
    }

    private CompletableFuture<PlanReport> survey(SyncEstimate next, SyncPlan plan, RunStart start) {
        survey = next;
        if (cancelled) {
            next.stop();
        }
        RecordScope scope = RecordScope.builder()
                .from(plan.scope(request))
                .changedSince(start.checkpoint().changedSince())
                .build();
        long limit = request.testLimit().orElse(Long.MAX_VALUE);
        return next.all(
                        scope,
                        start.checkpoint().cursor(),
                        limit,
                        wiring.ports().metadata().now())
                .thenApply(done -> report(plan, start, done));
    }

    private PlanReport report(SyncPlan plan, RunStart start, SyncEstimate done) {
        Embedder embedder = wiring.ports().embedder();
        EmbedderLimits limits = embedder.limits();
        long inputs = Math.min(wiring.settings().embedBatchSize(), limits.inputs());
        long requests = Math.max(ceil(done.chunks(), inputs), ceil(done.tokens(), limits.tokensPerRequest()));
        PlanReport.Builder report = PlanReport.builder()
                .model(request.model())
                .syncType(start.checkpoint().type())
                .resumed(start.resumed())
                .recordsToEmbed(done.toEmbed())
                .recordsUnchanged(done.unchanged())
                .recordsFailing(done.failing())
                .chunks(done.chunks())
                .requests(requests)
                .tokens(done.tokens())
                .cost(Price.of(embedder, done.tokens()))
                .timeAtQuota(timeAtQuota(embedder, requests, done.tokens()))
                .addAllWarnings(plan.description().warnings());
        start.reason()
                .ifPresent(reason ->
                        report.addWarnings("All records of " + request.model() + " would be read: " + reason));
        if (cancelled) {
            report.addWarnings("The plan was stopped before its end; a sync would do more than this");
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
