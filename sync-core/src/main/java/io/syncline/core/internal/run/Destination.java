package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.GenerationalSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.SinkSchema;
import java.util.concurrent.CompletableFuture;

/** The sink at the beginning and at the end of a sync. Confined to the loop. */
public final class Destination {

    private final RunContext run;
    private final VectorSink sink;

    public Destination(RunContext run) {
        this.run = run;
        this.sink = run.ports().sink();
    }

    /**
     * Makes the sink ready; the plan is then for the store that it settled on.
     *
     * @param retrier says how long the first contact may take
     */
    public CompletableFuture<SyncPlan> prepare(SyncPlan plan, Retrier retrier) {
        SinkSchema schema = new SinkSchema(run.ports().embedder().fingerprint());
        return retrier.call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> {
            sink.prepare(schema);
            return sink instanceof GenerationalSink stores ? plan.in(stores.generation()) : plan;
        });
    }

    public CompletableFuture<Boolean> isEmpty() {
        return run.retrier()
                .call(Work.COMPARE, "Looking for records of " + run.key() + " in the sink", this::hasNoEntry);
    }

    /** Also where the first page is empty and not the end. */
    private boolean hasNoEntry() {
        IdPage page = firstAfter(0);
        while (page.entries().isEmpty() && !page.end()) {
            page = firstAfter(page.resumeAfter());
        }
        return page.entries().isEmpty();
    }

    private IdPage firstAfter(long id) {
        IdPage page = sink.ids(run.key(), IdRange.after(id), 1);
        return Advance.checked(page, id, "The listing of " + run.key() + " by the sink");
    }

    /** Tells the sink that it need not put off work any longer. Whether it could be told decides about no record. */
    public CompletableFuture<Void> loaded() {
        if (!(sink instanceof BulkLoadingSink loading)) {
            return CompletableFuture.completedFuture(null);
        }
        return run.retrier()
                .<Void>call(Work.WRITE, "Ending the bulk load of " + run.key(), () -> {
                    loading.loaded();
                    return null;
                })
                .exceptionally(thrown -> {
                    LOG.warn("The sink goes on putting off work after the sync of {}", run.key(), thrown);
                    return null;
                });
    }
}
