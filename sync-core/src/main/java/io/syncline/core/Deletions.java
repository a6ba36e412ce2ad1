package io.syncline.core;

import io.syncline.api.RecordId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Deletes records from the sink in batches, the lease being checked before each. Confined to the loop. */
final class Deletions {

    private static final int BATCH = 500;

    private final Run run;
    private final HeldLease lease;
    private long deleted;
    private boolean stopped;

    Deletions(Run run, HeldLease lease) {
        this.run = run;
        this.lease = lease;
    }

    /** Starts no further batch. */
    void stop() {
        stopped = true;
    }

    /** Records deleted so far. */
    long deleted() {
        return deleted;
    }

    CompletableFuture<Void> delete(LongList ids) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        delete(ids, 0, done);
        return done;
    }

    private void delete(LongList ids, int from, CompletableFuture<Void> done) {
        List<RecordId> batch = ids.part(from, BATCH);
        if (batch.isEmpty() || stopped) {
            done.complete(null);
            return;
        }
        String what = "Deleting " + batch.size() + " records of " + run.key();
        run.retrier()
                .call(Work.WRITE, what, () -> {
                    lease.check();
                    run.ports().sink().delete(run.key(), lease.epoch(), batch);
                    return batch.size();
                })
                .whenComplete((count, thrown) -> {
                    if (thrown != null) {
                        done.completeExceptionally(thrown);
                        return;
                    }
                    deleted += count;
                    delete(ids, from + count, done);
                });
    }
}
