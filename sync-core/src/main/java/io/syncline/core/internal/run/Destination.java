package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.BulkLoadingSink;
import java.util.concurrent.CompletableFuture;

/** What a sync asks of the sink after its last write. Confined to the loop. */
public final class Destination {

    private final RunContext run;

    public Destination(RunContext run) {
        this.run = run;
    }

    /** Ends the bulk load of a sink that postpones work during one. A failure is logged; all records are stored. */
    public CompletableFuture<Void> endBulkLoad() {
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
