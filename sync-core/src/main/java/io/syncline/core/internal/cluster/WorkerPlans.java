package io.syncline.core.internal.cluster;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the models of a worker's grants are made into documents. A worker describes a model once per run and compares what comes
 * out with what the coordinator has, since a worker with another configuration would make other documents. Thread-safe.
 */
public final class WorkerPlans {

    private final EngineContext engine;
    private final Map<ModelName, Known> known = new ConcurrentHashMap<>();

    private record Known(String fingerprint, String sinkId, SyncPlan plan) {}

    public WorkerPlans(EngineContext engine) {
        this.engine = engine;
    }

    /**
     * Opens the sink and describes the model, unless that was done for another grant of these settings.
     *
     * @param run the work on the grant
     */
    CompletableFuture<SyncPlan> plan(RunContext run, RangeGrant grant) {
        if (!grant.source().equals(run.key().source())) {
            return CompletableFuture.failedFuture(
                    different(grant, "reads " + run.key().source() + " instead of " + grant.source()));
        }
        Known found = known.get(grant.model());
        if (found != null
                && found.fingerprint().equals(grant.fingerprint())
                && found.sinkId().equals(grant.sinkId())) {
            return CompletableFuture.completedFuture(found.plan());
        }
        Preparation preparation = new Preparation(engine, run, grant.includeArchived(), run.retrier()::call);
        return preparation
                .plan()
                .thenCompose(plan -> preparation.openToRead().thenApply(sink -> {
                    check(grant, plan, sink);
                    known.put(grant.model(), new Known(grant.fingerprint(), grant.sinkId(), plan));
                    return plan;
                }));
    }

    private static void check(RangeGrant grant, SyncPlan plan, SinkIdentity sink) {
        if (!plan.runFingerprint().equals(grant.fingerprint())) {
            throw different(grant, "would make other texts or vectors of its fields, template or embedder");
        }
        if (!sink.id().equals(grant.sinkId())) {
            throw different(grant, "stores in another " + sink.name());
        }
    }

    private static SetupException different(RangeGrant grant, String what) {
        return new SetupException(
                "A worker has other settings than its coordinator for " + grant.model() + ": it " + what
                        + "; nothing was written. Give all processes of the cluster the same configuration, and the rights to"
                        + " the same fields");
    }
}
