package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.BulkLoadingSink;
import java.util.concurrent.CompletableFuture;

/** The bulk load of a sink that postpones work while it is filled. Confined to the loop. */
public final class BulkLoad {

    private final RunContext run;

    public BulkLoad(RunContext run) {
        this.run = run;
    }

    /** Ends it, if the sink has one. A failure is logged; all records are stored. */
    public CompletableFuture<Void> end() {
        if (!(run.ports().sink() instanceof BulkLoadingSink loading)) {
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
