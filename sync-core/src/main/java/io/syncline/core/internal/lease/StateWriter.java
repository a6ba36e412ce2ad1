package io.syncline.core.internal.lease;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Saves how far a run got, in this order: failed records, failures that are resolved, the state. So a checkpoint never
 * passes a record that is neither stored in the sink nor among the failed ones, and a crash between two of these steps
 * costs a second attempt and no record.
 *
 * <p>Confined to the loop; one save runs at a time.
 */
final class StateWriter {

    private final Retrier retrier;
    private final StateAccess store;
    private final HeldLease lease;
    private final Map<RecordId, RecordFailure> failed = new LinkedHashMap<>();
    private final List<RecordId> resolved = new ArrayList<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    StateWriter(Retrier retrier, StateAccess store, HeldLease lease) {
        this.retrier = retrier;
        this.store = store;
        this.lease = lease;
    }

    void failed(Collection<RecordFailure> failures) {
        failures.forEach(failure -> failed.put(failure.id(), failure));
    }

    boolean hasUnsavedFailures() {
        return !failed.isEmpty();
    }

    void resolved(Collection<RecordId> ids) {
        resolved.addAll(ids);
    }

    boolean isSaving() {
        return !last.isDone();
    }

    /** Saves a change of the state and everything noted so far, and renews the lease. */
    CompletableFuture<Void> save(UnaryOperator<ModelState> change, long done, OptionalLong total) {
        return enqueue(() -> lease.save(change, done, total));
    }

    /** Saves a change of the state and everything noted so far, and releases the lease. */
    CompletableFuture<Void> release(UnaryOperator<ModelState> change) {
        return enqueue(() -> lease.release(change));
    }

    private CompletableFuture<Void> enqueue(Runnable replace) {
        List<RecordFailure> failures = List.copyOf(failed.values());
        List<RecordId> successes = List.copyOf(resolved);
        failed.clear();
        resolved.clear();
        CompletableFuture<Void> previous = last;
        CompletableFuture<Void> saved = previous.handle((done, thrown) -> thrown)
                .thenCompose(thrown -> thrown == null
                        ? retrier.call(Work.STATE, "Saving the state of " + store.key(), () -> {
                            write(failures, successes);
                            replace.run();
                            return null;
                        })
                        : CompletableFuture.failedFuture(thrown));
        last = saved;
        return saved;
    }

    private void write(List<RecordFailure> failures, List<RecordId> successes) {
        if (!failures.isEmpty()) {
            Instant now = store.now();
            store.putFailures(
                    lease.epoch(),
                    failures.stream().map(failure -> failedRecord(failure, now)).toList());
        }
        if (!successes.isEmpty()) {
            store.removeFailures(lease.epoch(), successes);
        }
    }

    private FailedRecord failedRecord(RecordFailure failure, Instant now) {
        return store.failure(failure.id())
                .map(earlier -> new FailedRecord(
                        failure.id(), failure.reason(), earlier.attempts() + 1, earlier.firstFailedAt(), now))
                .orElseGet(() -> new FailedRecord(failure.id(), failure.reason(), 1, now, now));
    }
}
