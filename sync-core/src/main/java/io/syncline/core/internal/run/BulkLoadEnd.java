package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.BulkLoadingSink;
import java.util.concurrent.CompletableFuture;

/** The end of the bulk load of a sink that postpones work during one. Confined to the loop. */
public final class BulkLoadEnd {

    private final RunContext run;

    public BulkLoadEnd(RunContext run) {
        this.run = run;
    }

    /** Reports it, if the sink has such a load. A failure is logged; all records are stored. */
    public CompletableFuture<Void> report() {
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
