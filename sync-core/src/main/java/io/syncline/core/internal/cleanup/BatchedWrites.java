package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Does one thing to many records of the sink, in batches, the lease being checked before each. Confined to the loop. */
public final class BatchedWrites {

    /** What is done to a batch; blocks. */
    @FunctionalInterface
    interface Write {
        void write(long epoch, List<RecordId> batch);
    }

    private static final int BATCH = 500;

    private final RunContext run;
    private final HeldLease lease;
    private final String verb;
    private final Write write;
    private long done;
    private boolean stopped;

    /**
     * Writes of one kind.
     *
     * @param verb what is done, for messages, as in "Deleting"
     */
    BatchedWrites(RunContext run, HeldLease lease, String verb, Write write) {
        this.run = run;
        this.lease = lease;
        this.verb = verb;
        this.write = write;
    }

    public static BatchedWrites deletions(RunContext run, HeldLease lease) {
        return new BatchedWrites(
                run, lease, "Deleting", (epoch, batch) -> run.ports().sink().delete(run.key(), epoch, batch));
    }

    /** Starts no further batch. */
    public void stop() {
        stopped = true;
    }

    /** Records done so far. */
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
        if (batch.isEmpty() || stopped) {
            end.complete(null);
            return;
        }
        String what = verb + " " + batch.size() + " records of " + run.key();
        run.retrier()
                .call(Work.WRITE, what, () -> {
                    lease.check();
                    write.write(lease.epoch(), batch);
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
