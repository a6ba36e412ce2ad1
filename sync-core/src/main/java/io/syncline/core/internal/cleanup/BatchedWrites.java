package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes one change to many records of the sink, in batches. Stops between two of them. Confined to the loop. */
public final class BatchedWrites {

    private static final int BATCH = 500;

    private final RunContext run;
    private final String verb;
    private final Consumer<List<RecordId>> write;
    private long done;

    /**
     * Changes of one kind.
     *
     * @param verb what is done, for messages, as in "Deleting"
     * @param write changes a batch; blocks, and checks the lease
     */
    BatchedWrites(RunContext run, String verb, Consumer<List<RecordId>> write) {
        this.run = run;
        this.verb = verb;
        this.write = write;
    }

    public static BatchedWrites deletions(RunContext run, Coordinator coordinator) {
        return new BatchedWrites(run, "Deleting", coordinator::delete);
    }

    /** Records changed so far. */
    public long done() {
        return done;
    }

    public CompletableFuture<Void> each(LongList ids) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        next(ids, 0, end);
        return end;
    }

    private void next(LongList ids, int from, CompletableFuture<Void> end) {
        List<RecordId> batch = ids.part(from, BATCH);
        if (batch.isEmpty() || run.cancellation().isStopped()) {
            end.complete(null);
            return;
        }
        String what = verb + " " + batch.size() + " records of " + run.key();
        run.retrier()
                .call(Work.WRITE, what, () -> {
                    write.accept(batch);
                    return batch.size();
                })
                .whenComplete((count, thrown) -> {
                    if (thrown != null) {
                        end.completeExceptionally(thrown);
                        return;
                    }
                    done += count;
                    next(ids, from + count, end);
                });
    }
}
