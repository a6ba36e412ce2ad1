package io.syncline.core.internal.sync;

import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.cleanup.BatchedWrites;
import io.syncline.core.internal.cleanup.DeletionCounts;
import io.syncline.core.internal.cleanup.DeletionGuard;
import io.syncline.core.internal.cleanup.ExistenceRecheck;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.IdListings;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deletes the records of which the source reports, when asked once more, that they do not exist: by the rules of a cleanup, so
 * with control records, within its default limits, and never one that is hidden in quarantine. What these rules forbid is
 * left to a cleanup. Confined to the loop.
 */
final class VanishedRecords {

    private final RunContext run;
    private final Coordinator coordinator;
    private final Consumer<String> warnings;
    private final RecordScope scope;
    private final ExistenceRecheck recheck;
    private long listed;

    VanishedRecords(RunContext run, Coordinator coordinator, Consumer<String> warnings) {
        this.run = run;
        this.coordinator = coordinator;
        this.warnings = warnings;
        // what is archived exists, whatever is in the scope of the sync
        this.scope = RecordScope.builder().model(run.model()).build();
        this.recheck = new ExistenceRecheck(run.ports().source(), scope);
    }

    /**
     * Deletes what vanished.
     *
     * @param missing records that the source did not deliver
     * @return how many were deleted
     */
    CompletableFuture<Long> delete(Set<RecordId> missing) {
        if (missing.isEmpty() || run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(0L);
        }
        IdListings listings = new IdListings(run, scope, ExistenceRecheck.CONTROLS);
        return run.retrier()
                .call(Work.SOURCE, "Listing records of " + run.key(), () -> listings.ofSource(IdRange.ALL))
                .thenCompose(page -> {
                    listed = page.entries().size();
                    recheck.listed(page.entries());
                    return listed == 0
                            ? warned("The source lists no record of " + run.model() + ", so the " + missing.size()
                                    + " touched records that it did not deliver were not deleted")
                            : vanished(missing);
                });
    }

    private CompletableFuture<Long> warned(String warning) {
        warnings.accept(warning);
        return CompletableFuture.completedFuture(0L);
    }

    private CompletableFuture<Long> vanished(Set<RecordId> missing) {
        return run.retrier()
                .call(Work.SOURCE, "Looking up touched records of " + run.key(), () -> {
                    Set<RecordId> vanished = new TreeSet<>(missing);
                    vanished.removeAll(recheck.existing(missing));
                    return vanished;
                })
                .handle((vanished, thrown) -> thrown == null ? gone(vanished) : unreliable(thrown))
                .thenCompose(deleted -> deleted);
    }

    /** A source that denies its own control records proves nothing; the sync itself may go on. */
    private CompletableFuture<Long> unreliable(Throwable thrown) {
        return Failures.of(thrown, "Looking up touched records of " + run.key()) instanceof SetupException refused
                ? warned(String.valueOf(refused.getMessage()))
                : CompletableFuture.failedFuture(thrown);
    }

    private CompletableFuture<Long> gone(Set<RecordId> vanished) {
        coordinator.deletedInSource(vanished);
        return run.retrier()
                .call(
                        Work.COMPARE,
                        "Comparing touched records of " + run.key(),
                        () -> run.ports().sink().stamps(run.key(), vanished))
                .thenCompose(stamps -> {
                    List<RecordId> stored = visible(stamps);
                    return stored.isEmpty()
                            ? CompletableFuture.completedFuture(0L)
                            : run.retrier()
                                    .call(
                                            Work.COMPARE,
                                            "Counting " + run.key(),
                                            () -> run.ports().sink().count(run.key()))
                                    .thenCompose(count -> deleted(stored, count));
                });
    }

    private static List<RecordId> visible(Map<RecordId, RecordStamp> stamps) {
        List<RecordId> ids = new ArrayList<>();
        stamps.forEach((id, stamp) -> {
            if (stamp.quarantine().isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    private CompletableFuture<Long> deleted(List<RecordId> ids, long count) {
        DeletionCounts counts = new DeletionCounts(count, listed, ids.size(), 0);
        return DeletionGuard.objection(CleanupRequest.of(run.model().value()), counts)
                .map(objection -> warned("Touched records were left to a cleanup: " + objection))
                .orElseGet(() -> {
                    IdList doomed = new IdList();
                    new TreeSet<>(ids).forEach(doomed::add);
                    BatchedWrites deletions = BatchedWrites.deletions(run, coordinator);
                    return deletions.each(doomed).thenApply(done -> deletions.done());
                });
    }
}
