package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import java.util.concurrent.CompletableFuture;

/** What a sync asks of the sink before its first and after its last write. Confined to the loop. */
public final class Destination {

    private final RunContext run;
    private final VectorSink sink;

    public Destination(RunContext run) {
        this.run = run;
        this.sink = run.ports().sink();
    }

    /** Whether the sink holds no record of the model. */
    public CompletableFuture<Boolean> isEmpty() {
        return run.retrier()
                .call(Work.COMPARE, "Looking for records of " + run.key() + " in the sink", this::hasNoEntry);
    }

    /** An empty page proves nothing unless it is the last one. */
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

    /** Ends the bulk load of a sink that postpones work during one. A failure is logged; all records are stored. */
    public CompletableFuture<Void> endBulkLoad() {
        if (!(sink instanceof BulkLoadingSink loading)) {
            return CompletableFuture.completedFuture(null);
        }
        return run.retrier()
                .<Void>call(Work.WRITE, "Ending the bulk load of " + run.key(), () -> {
                    loading.loaded();
                    return null;
                })
                .exceptionally(thrown -> {
                    LOG.warn("The sink could not end the bulk load of {}; it still postpones work", run.key(), thrown);
                    return null;
                });
    }
}
