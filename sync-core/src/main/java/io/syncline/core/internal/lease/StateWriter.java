package io.syncline.core.internal.lease;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Saves how far a run got, in this order:
 *
 * <ol>
 *   <li>The sink proves that it holds what the save relies on, see {@link SinkMarks}.
 *   <li>Failed records are stored.
 *   <li>Failures that are resolved are removed. If the mark has risen, the state gets its number first, so that a loss of
 *       the records that resolved them is noticed.
 *   <li>The state is replaced.
 * </ol>
 *
 * <p>So a checkpoint never passes a record that is neither stored in the sink nor among the failed ones, and a crash
 * between two of these steps costs a second attempt and no record.
 *
 * <p>Confined to the loop; one save runs at a time.
 */
final class StateWriter {

    private final Retrier retrier;
    private final Retrier sinkRetrier;
    private final StateAccess store;
    private final HeldLease lease;
    private final SinkMarks marks;
    private UnsavedFailures unsaved = new UnsavedFailures();
    /** Of saves whose proof failed; the next save takes it along. */
    private UnsavedFailures unwritten = new UnsavedFailures();

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> proved = CompletableFuture.completedFuture(null);
    private volatile boolean nothingFailed;

    /**
     * A writer that has saved nothing.
     *
     * @param retrier repeats calls to the store
     * @param sinkRetrier repeats calls to the sink
     */
    StateWriter(Retrier retrier, Retrier sinkRetrier, StateAccess store, HeldLease lease, SinkMarks marks) {
        this.retrier = retrier;
        this.sinkRetrier = sinkRetrier;
        this.store = store;
        this.lease = lease;
        this.marks = marks;
    }

    void failed(Collection<RecordFailure> failures) {
        nothingFailed = nothingFailed && failures.isEmpty();
        failures.forEach(unsaved::failed);
    }

    void resolved(Collection<RecordId> ids) {
        if (!nothingFailed) {
            ids.forEach(unsaved::resolved);
        }
    }

    /** Whether the list of failed records is not what this run knows; it may be if what failed earlier was not read yet. */
    boolean hasUnsavedFailures() {
        return unsaved.hasFailed()
                || unwritten.hasFailed()
                || ((unsaved.hasResolved() || unwritten.hasResolved()) && !nothingFailed);
    }

    boolean isSaving() {
        return !last.isDone();
    }

    boolean isProving() {
        return !proved.isDone();
    }

    /** From now on, saves rely on what the sink holds; completes when it may be compared. */
    CompletableFuture<Void> rely() {
        // what a dead run has sent may arrive even now, so the first save raises the mark once more
        return marks.rely() ? prove().thenRun(marks::written) : CompletableFuture.completedFuture(null);
    }

    /** Makes the sink prove that it holds what was written; fails if it does not. */
    CompletableFuture<Void> prove() {
        String what = "Raising the mark of " + store.key() + " in the sink";
        CompletableFuture<Void> next = proved.handle((done, thrown) -> marks.isUnproved())
                .thenCompose(unproved -> unproved
                        ? sinkRetrier.<Void>call(Work.WRITE, what, () -> {
                            marks.prove();
                            return null;
                        })
                        : CompletableFuture.completedFuture(null))
                .thenCompose(done -> marks.isLost()
                        ? CompletableFuture.failedFuture(marks.failure())
                        : CompletableFuture.completedFuture(null));
        proved = next;
        return next;
    }

    /** Saves a change of the state and everything noted so far, and renews the lease. Saves happen in the order of the calls. */
    CompletableFuture<Void> save(UnaryOperator<ModelState> change, long done, OptionalLong total) {
        UnsavedFailures taken = take();
        CompletableFuture<CompletableFuture<Void>> queued = prove().handle((proof, thrown) -> {
            if (thrown != null) {
                taken.addEarlier(unwritten);
                unwritten = taken;
                return CompletableFuture.failedFuture(thrown);
            }
            UnsavedFailures all = withUnwritten(taken);
            return enqueue(() -> {
                write(all, () -> lease.save(marks::onto, done, total));
                lease.save(state -> marks.onto(change.apply(state)), done, total);
            });
        });
        // A later proof must not complete before this save is in the queue, or a later save would pass what this one
        // has taken
        proved = queued.thenAccept(save -> {});
        return queued.thenCompose(Function.identity());
    }

    /** Renews the lease and saves nothing else. */
    CompletableFuture<Void> renew(long done, OptionalLong total) {
        return enqueue(() -> lease.save(UnaryOperator.identity(), done, total));
    }

    /** Takes an epoch that no point in the sink exceeds, since the sink refuses or ignores writes under smaller ones. */
    CompletableFuture<Void> outrank() {
        long greatest = marks.greatestEpoch();
        if (greatest <= lease.epoch()) {
            return CompletableFuture.completedFuture(null);
        }
        return enqueue(() -> lease.outrank(greatest)).thenRun(() -> marks.outranked(greatest));
    }

    /** Takes the next epoch, so that the sink refuses what is still in flight where this run has written since. */
    CompletableFuture<Void> nextEpoch() {
        return enqueue(() -> lease.outrank(lease.epoch() + 1)).thenRun(() -> marks.outranked(lease.epoch()));
    }

    /** Takes the next epoch, and shows it in the sink before anything is written under it. */
    CompletableFuture<Long> raiseEpoch() {
        return nextEpoch()
                .thenCompose(done ->
                        sinkRetrier.call(Work.WRITE, "Raising the mark of " + store.key() + " in the sink", () -> {
                            marks.control();
                            return lease.epoch();
                        }));
    }

    /** Makes the state start over, since the sink has lost what it relies on. */
    CompletableFuture<Void> startOver() {
        return enqueue(() -> lease.save(marks::startingOver, 0, OptionalLong.empty()));
    }

    /**
     * Releases the lease with a change of the state that relies on what was {@linkplain #prove() proved}, and saves what
     * was noted so far.
     */
    CompletableFuture<Void> release(UnaryOperator<ModelState> change) {
        UnsavedFailures taken = withUnwritten(take());
        return enqueue(() -> {
            write(taken, () -> lease.save(marks::onto, 0, OptionalLong.empty()));
            lease.release(state -> marks.onto(change.apply(state)));
        });
    }

    /** Releases the lease with a change of the state that relies on nothing, and saves only what has failed. */
    CompletableFuture<Void> releaseUnproved(UnaryOperator<ModelState> change) {
        List<RecordFailure> failures = withUnwritten(take()).failed();
        return enqueue(() -> {
            put(failures);
            lease.release(change);
        });
    }

    private UnsavedFailures take() {
        UnsavedFailures taken = unsaved;
        unsaved = new UnsavedFailures();
        return taken;
    }

    private UnsavedFailures withUnwritten(UnsavedFailures taken) {
        taken.addEarlier(unwritten);
        unwritten = new UnsavedFailures();
        return taken;
    }

    private CompletableFuture<Void> enqueue(Runnable replace) {
        CompletableFuture<Void> previous = last;
        CompletableFuture<Void> saved = previous.handle((done, thrown) -> thrown)
                .thenCompose(thrown -> thrown == null
                        ? retrier.call(Work.STATE, "Saving the state of " + store.key(), () -> {
                            replace.run();
                            return null;
                        })
                        : CompletableFuture.failedFuture(thrown));
        last = saved;
        return saved;
    }

    private void write(UnsavedFailures taken, Runnable saveMark) {
        put(taken.failed());
        List<RecordId> resolved = taken.resolved();
        if (resolved.isEmpty() || hasNoneFailed()) {
            return;
        }
        if (!marks.isIn(lease.state())) {
            saveMark.run();
        }
        store.removeFailures(lease.epoch(), resolved);
    }

    private void put(List<RecordFailure> failures) {
        if (!failures.isEmpty()) {
            nothingFailed = false;
            Instant now = store.now();
            store.putFailures(
                    lease.epoch(),
                    failures.stream().map(failure -> failedRecord(failure, now)).toList());
        }
    }

    /** Asked once, and again after this run has stored a failure; nobody else stores any. */
    boolean hasNoneFailed() {
        nothingFailed = nothingFailed || store.failureCount() == 0;
        return nothingFailed;
    }

    private FailedRecord failedRecord(RecordFailure failure, Instant now) {
        return store.failure(failure.id())
                .map(earlier -> new FailedRecord(
                        failure.id(), failure.reason(), attempts(earlier), earlier.firstFailedAt(), now))
                .orElseGet(() -> new FailedRecord(failure.id(), failure.reason(), 1, now, now));
    }

    /** A run is one attempt, however often it saves a failure. */
    private int attempts(FailedRecord earlier) {
        boolean ofThisRun = !earlier.lastFailedAt().isBefore(lease.granted().startedAt());
        return ofThisRun ? earlier.attempts() : earlier.attempts() + 1;
    }
}
