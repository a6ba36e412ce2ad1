package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.IdList;
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
    private final Consumer<List<RecordId>> written;
    private long done;

    /**
     * Changes of one kind.
     *
     * @param verb what is done, for messages, as in "Deleting"
     * @param write changes a batch; blocks, and checks the lease
     */
    BatchedWrites(RunContext run, String verb, Consumer<List<RecordId>> write) {
        this(run, verb, write, batch -> {});
    }

    private BatchedWrites(
            RunContext run, String verb, Consumer<List<RecordId>> write, Consumer<List<RecordId>> written) {
        this.run = run;
        this.verb = verb;
        this.write = write;
        this.written = written;
    }

    /** Deletions of records that were deleted in the source, so that they do not count as failed any more. */
    public static BatchedWrites deletions(RunContext run, Coordinator coordinator) {
        return new BatchedWrites(run, "Deleting", coordinator::delete, coordinator::deletedInSource);
    }

    /** Hides records that were deleted in the source. */
    public static BatchedWrites quarantines(RunContext run, Coordinator coordinator, Quarantine quarantine) {
        return new BatchedWrites(run, "Putting in quarantine", batch -> coordinator.quarantine(batch, quarantine));
    }

    /** Records changed so far. */
    public long done() {
        return done;
    }

    public CompletableFuture<Void> each(IdList ids) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        next(ids, 0, end);
        return end;
    }

    private void next(IdList ids, int from, CompletableFuture<Void> end) {
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
                    written.accept(batch);
                    done += count;
                    next(ids, from + count, end);
                });
    }
}
