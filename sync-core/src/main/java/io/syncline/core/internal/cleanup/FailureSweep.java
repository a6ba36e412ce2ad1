package io.syncline.core.internal.cleanup;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ends the failures of records that the source no longer has. A record that was never stored leaves nothing else behind, so
 * no other part of a cleanup meets it. Confined to the loop.
 */
final class FailureSweep {

    private final RunContext run;
    private final Coordinator coordinator;
    private final ExistenceRecheck recheck;

    /**
     * A sweep.
     *
     * @param recheck asks the source for single records, and knows some that the source has listed
     */
    FailureSweep(RunContext run, Coordinator coordinator, ExistenceRecheck recheck) {
        this.run = run;
        this.coordinator = coordinator;
        this.recheck = recheck;
    }

    CompletableFuture<Void> start() {
        return after(Cursor.START);
    }

    private CompletableFuture<Void> after(Cursor position) {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        String what = "Listing failed records of " + run.key();
        int size = ExistenceRecheck.MAX_CANDIDATES;
        return run.retrier()
                .call(Work.STATE, what, () -> coordinator.store().failures(position, size))
                .thenCompose(failures -> {
                    List<RecordId> ids = failures.stream().map(FailedRecord::id).toList();
                    return endDeleted(ids)
                            .thenCompose(done -> ids.size() < size
                                    ? CompletableFuture.completedFuture(null)
                                    : after(Cursor.after(ids.get(size - 1))));
                });
    }

    private CompletableFuture<Void> endDeleted(List<RecordId> ids) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return run.retrier()
                .call(Work.SOURCE, "Looking up failed records of " + run.key(), () -> recheck.existing(ids))
                .thenAccept(existing -> {
                    List<RecordId> deleted = new ArrayList<>(ids);
                    deleted.removeAll(existing);
                    coordinator.deletedInSource(deleted);
                });
    }
}
