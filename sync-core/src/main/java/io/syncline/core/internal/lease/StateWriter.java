package io.syncline.core.internal.lease;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
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
 * Saves how far a run got. What failed is stored before the checkpoint moves over it, and before it is forgotten it was
 * synced, so a crash between two of these steps costs a second try and no record.
 *
 * <p>Confined to the loop; one save runs at a time.
 */
public final class StateWriter {

    private final Retrier retrier;
    private final MetadataStore store;
    private final ModelName model;
    private final HeldLease lease;
    private final Map<RecordId, PageProgress.Problem> problems = new LinkedHashMap<>();
    private final List<RecordId> solved = new ArrayList<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    StateWriter(Retrier retrier, MetadataStore store, HeldLease lease, ModelName model) {
        this.retrier = retrier;
        this.store = store;
        this.lease = lease;
        this.model = model;
    }

    /** Notes what failed; stored with the next save. */
    public void failed(Collection<PageProgress.Problem> more) {
        more.forEach(problem -> problems.put(problem.id(), problem));
    }

    /** Whether something failed that is not stored yet. */
    public boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** Notes what no longer counts as failed; stored with the next save. */
    public void solved(Collection<RecordId> more) {
        solved.addAll(more);
    }

    boolean isSaving() {
        return !last.isDone();
    }

    /** Saves a change of the state with everything noted so far, and renews the lease. */
    public CompletableFuture<Void> save(UnaryOperator<ModelState> change, long done, OptionalLong total) {
        return enqueue(() -> lease.save(change, done, total));
    }

    /** Saves a change of the state with everything noted so far, and gives the lease back. */
    CompletableFuture<Void> release(UnaryOperator<ModelState> change) {
        return enqueue(() -> lease.release(change));
    }

    private CompletableFuture<Void> enqueue(Runnable replace) {
        List<PageProgress.Problem> failures = List.copyOf(problems.values());
        List<RecordId> successes = List.copyOf(solved);
        problems.clear();
        solved.clear();
        CompletableFuture<Void> previous = last;
        CompletableFuture<Void> saved = previous.handle((done, thrown) -> thrown)
                .thenCompose(thrown -> thrown == null
                        ? retrier.call(Work.STATE, "Saving the state of " + model, () -> {
                            write(failures, successes);
                            replace.run();
                            return null;
                        })
                        : CompletableFuture.failedFuture(thrown));
        last = saved;
        return saved;
    }

    private void write(List<PageProgress.Problem> failures, List<RecordId> successes) {
        if (!failures.isEmpty()) {
            Instant now = store.now();
            store.putFailures(
                    model,
                    lease.epoch(),
                    failures.stream().map(problem -> failedRecord(problem, now)).toList());
        }
        if (!successes.isEmpty()) {
            store.removeFailures(model, lease.epoch(), successes);
        }
    }

    private FailedRecord failedRecord(PageProgress.Problem problem, Instant now) {
        return store.failures(model, problem.id().value() - 1, 1).stream()
                .filter(earlier -> earlier.id().equals(problem.id()))
                .findFirst()
                .map(earlier -> new FailedRecord(
                        problem.id(), problem.reason(), earlier.attempts() + 1, earlier.firstFailedAt(), now))
                .orElseGet(() -> new FailedRecord(problem.id(), problem.reason(), 1, now, now));
    }
}
