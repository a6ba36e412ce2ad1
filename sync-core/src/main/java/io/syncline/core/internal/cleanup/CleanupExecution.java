package io.syncline.core.internal.cleanup;

import io.syncline.api.CleanupRequest;
import io.syncline.api.Quarantine;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.QuarantiningSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a cleanup to the sink once the stale records are known, in this order:
 *
 * <ol>
 *   <li>Records in quarantine that are not stale are lifted out of it.
 *   <li>The guard checks the limits; if it refuses, nothing more is done.
 *   <li>Records that wait in quarantine are marked again, which finishes what a crash has left half done.
 *   <li>Stale records in no quarantine are put into one, if there is a grace period.
 *   <li>Records whose grace period is over are deleted; without a grace period, those in no quarantine too.
 * </ol>
 *
 * <p>Each step can be repeated, so the next cleanup completes one that was interrupted. Confined to the loop.
 */
final class CleanupExecution {

    /**
     * Where records are sought.
     *
     * @param run the run
     * @param inOrder whether the sink lists records by their ids
     */
    record Search(RunContext run, boolean inOrder) {}

    private final RunContext run;
    private final Optional<Coordinator> coordinator;
    private final Instant startedAt;
    private final CleanupRequest request;
    private final boolean inOrder;
    private final BatchedWrites lifts;
    private final BatchedWrites deletions;
    private long found;
    private long due;
    private @Nullable BatchedWrites hides;

    private CleanupExecution(
            Optional<Coordinator> coordinator, Instant startedAt, CleanupRequest request, Search search) {
        this.coordinator = coordinator;
        this.startedAt = startedAt;
        this.request = request;
        this.run = search.run();
        this.inOrder = search.inOrder();
        this.lifts = new BatchedWrites(run, "Lifting out of quarantine", batch -> held().lift(batch));
        this.deletions = coordinator
                .map(held -> BatchedWrites.deletions(run, held))
                .orElseGet(() -> new BatchedWrites(run, "Deleting", batch -> held().delete(batch)));
    }

    /** The execution of one cleanup. */
    static CleanupExecution of(Coordinator coordinator, CleanupRequest request, Search search) {
        return new CleanupExecution(
                Optional.of(coordinator), coordinator.lease().startedAt(), request, search);
    }

    /**
     * A dry run without the lease, which writes nothing.
     *
     * @param startedAt when it started, by the clock of the metadata store
     */
    static CleanupExecution dry(Instant startedAt, CleanupRequest request, Search search) {
        return new CleanupExecution(Optional.empty(), startedAt, request, search);
    }

    private Coordinator held() {
        return coordinator.orElseThrow(() -> new IllegalStateException("A dry run writes nothing"));
    }

    long lifted() {
        return lifts.done();
    }

    long quarantined() {
        return hides == null ? 0 : hides.done();
    }

    long deleted() {
        return deletions.done();
    }

    /** Records that are in quarantine now. */
    long inQuarantine() {
        return found + quarantined() - lifted() - Math.min(due, deleted());
    }

    /** Lifts everything out of quarantine. */
    CompletableFuture<RunResult> undo() {
        return quarantines()
                .thenCompose(records -> {
                    IdList all = new IdList();
                    records.values().forEach(all::addAll);
                    return lift(all);
                })
                .thenApply(done -> RunResult.completed());
    }

    /**
     * Lifts, hides and deletes.
     *
     * @param stale the stale records, ascending
     * @param stored records that the sink has listed
     * @param listed records that the source has listed
     */
    CompletableFuture<RunResult> clean(IdList stale, long stored, long listed) {
        if (request.quarantine().isPresent() && !(run.ports().sink() instanceof QuarantiningSink)) {
            return CompletableFuture.completedFuture(RunResult.failed(new SetupException("The sink of " + run.key()
                    + " has no quarantine, so nothing was hidden or deleted. Clean up without a grace period, or use"
                    + " another sink")));
        }
        return quarantines().thenCompose(records -> {
            StaleRecords sorted = StaleRecords.sort(stale, records, startedAt);
            due = sorted.due().size();
            DeletionCounts counts =
                    new DeletionCounts(stored, listed, sorted.fresh().size(), due);
            return lift(sorted.returned())
                    .thenCompose(lifted -> DeletionGuard.objection(request, counts)
                            .map(reason -> CompletableFuture.completedFuture(
                                    RunResult.refused(RunOutcome.REFUSED_BY_GUARD, reason)))
                            .orElseGet(() -> hideAndDelete(sorted).thenApply(done -> RunResult.completed())));
        });
    }

    private CompletableFuture<Map<Quarantine, IdList>> quarantines() {
        return QuarantineListing.read(run, inOrder).thenApply(records -> {
            found = records.values().stream().mapToLong(IdList::size).sum();
            return records;
        });
    }

    private CompletableFuture<Void> lift(IdList ids) {
        return request.dryRun() ? CompletableFuture.completedFuture(null) : lifts.each(ids);
    }

    private CompletableFuture<Void> hideAndDelete(StaleRecords sorted) {
        if (request.dryRun()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> hidden = CompletableFuture.completedFuture(null);
        for (Map.Entry<Quarantine, IdList> waiting : sorted.waiting().entrySet()) {
            hidden = hidden.thenCompose(done -> quarantines(waiting.getKey()).each(waiting.getValue()));
        }
        IdList doomed = new IdList();
        doomed.addAll(sorted.due());
        Optional<Duration> grace = request.quarantine();
        if (grace.isEmpty()) {
            doomed.addAll(sorted.fresh());
        } else if (sorted.fresh().size() > 0) {
            hidden = hidden.thenCompose(done -> hide(sorted.fresh(), grace.get()));
        }
        return hidden.thenCompose(done -> deletions.each(doomed));
    }

    private CompletableFuture<Void> hide(IdList fresh, Duration grace) {
        String what = "Reading the clock of the metadata store";
        return run.retrier().call(Work.STATE, what, run.ports().metadata()::now).thenCompose(now -> {
            hides = quarantines(Quarantine.of(now, grace));
            return hides.each(fresh);
        });
    }

    private BatchedWrites quarantines(Quarantine quarantine) {
        return BatchedWrites.quarantines(run, held(), quarantine);
    }
}
