package io.syncline.core.internal.sync;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.lease.OtherDatabase;
import io.syncline.core.internal.lease.SinkLoss;
import io.syncline.core.internal.run.Clocks;
import io.syncline.core.internal.run.Prices;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.SinkIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Decides where a sync would start, and estimates it. Confined to the loop. */
final class PlanMaker {

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final SyncRequest request;
    private final RunContext run;
    private final StateAccess states;
    private final List<String> warnings;

    PlanMaker(SyncRequest request, RunContext run, SinkIdentity sink, List<String> warnings) {
        this.request = request;
        this.run = run;
        this.states = StateAccess.of(run.ports().metadata(), run.key(), sink);
        this.warnings = new ArrayList<>(warnings);
    }

    CompletableFuture<PlanReport> make(SyncPlan plan) {
        return run.retrier()
                .call(Work.STATE, "Reading the state of " + run.key(), states::read)
                .thenCompose(saved -> run.retrier()
                        .call(
                                Work.COMPARE,
                                "Reading the mark of " + run.key() + " in the sink",
                                () -> SinkLoss.of(run.ports().sink(), run.key(), saved.state()))
                        .thenCompose(loss ->
                                make(plan, loss.isPresent() ? saved.state().startingOver() : saved.state(), loss)));
    }

    private CompletableFuture<PlanReport> make(SyncPlan plan, ModelState state, Optional<String> loss) {
        String what = "Reading the identity of the database of " + run.key().source();
        return run.retrier()
                .call(Work.SOURCE, what, () -> OtherDatabase.find(run.ports(), run.key(), state.sinkMark() == 0))
                .thenCompose(other -> {
                    if (other.isEmpty()) {
                        return estimated(plan, state, loss);
                    }
                    if (!request.acceptDatabase()) {
                        refused(String.valueOf(other.get().refusal().getMessage()));
                    }
                    return estimated(plan, state.startingOver(), other.map(OtherDatabase::accepted));
                });
    }

    private CompletableFuture<PlanReport> estimated(SyncPlan plan, ModelState state, Optional<String> loss) {
        return DuplicateSource.find(run, state, loss)
                .thenCompose(duplicate -> {
                    duplicate.ifPresent(this::warn);
                    return MissingStateReason.read(run, states, state, loss);
                })
                .thenCompose(history -> Clocks.read(run)
                        .thenCompose(clocks -> estimate(plan, state, StartConditions.of(run, plan, history, clocks))));
    }

    private CompletableFuture<PlanReport> estimate(SyncPlan plan, ModelState state, StartConditions conditions) {
        conditions.warning().ifPresent(warnings::add);
        ChangedDescription.provisional(request, plan, state)
                .ifPresent(failure -> refused(String.valueOf(failure.getMessage())));
        ChangedDescription.refusal(run, request, state, conditions).ifPresent(this::refused);
        SyncTask task = new SyncTask(request, plan, RunStart.decide(request, state, conditions));
        return SyncEstimate.likely(run, plan, state)
                .of(task, states, conditions.clocks().store())
                .thenApply(estimate -> report(task, estimate));
    }

    private void warn(DuplicateSource duplicate) {
        if (duplicate.isCertain() && !request.allowDuplicateSource()) {
            refused(duplicate.refusal());
        } else {
            warnings.add(duplicate.warning());
        }
    }

    /** What the plan costs is then what it would cost if it were accepted. */
    private void refused(String reason) {
        warnings.add("This sync would be refused, and do nothing of what is planned: " + reason);
    }

    private PlanReport report(SyncTask task, SyncEstimate estimate) {
        Embedder embedder = run.ports().embedder();
        RunStart start = task.start();
        long requests = requests(estimate);
        PlanReport.Builder report = PlanReport.builder()
                .model(request.model())
                .syncType(start.checkpoint().type())
                .resumed(start.resumed())
                .recordsToEmbed(estimate.toEmbed())
                .recordsUnchanged(estimate.unchanged())
                .recordsEmpty(estimate.empty())
                .recordsFailing(estimate.failing())
                .chunks(estimate.chunks())
                .requests(requests)
                .tokens(estimate.tokens())
                .cost(Prices.of(embedder, estimate.tokens()))
                .timeAtQuota(timeAtQuota(embedder, requests, estimate.tokens()))
                .warnings(task.plan().description().warnings());
        warnings.forEach(report::addWarnings);
        start.reason()
                .ifPresent(reason ->
                        report.addWarnings("All records of " + request.model() + " would be read: " + reason));
        if (run.cancellation().isStopped()) {
            report.addWarnings("The plan was stopped before it was complete; a sync would do more");
        }
        return report.build();
    }

    private long requests(SyncEstimate estimate) {
        EmbedderLimits limits = run.ports().embedder().limits();
        long inputs = Math.min(run.settings().embedBatchSize(), limits.inputs());
        return Math.max(ceil(estimate.chunks(), inputs), ceil(estimate.tokens(), limits.tokensPerRequest()));
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
