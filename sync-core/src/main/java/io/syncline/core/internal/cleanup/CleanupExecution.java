package io.syncline.core.internal.cleanup;

import io.syncline.api.CleanupRequest;
import io.syncline.api.Quarantine;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.QuarantiningSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a cleanup does to the sink once it knows which records are gone, in this order:
 *
 * <ol>
 *   <li>What is in quarantine and not gone is lifted out of it.
 *   <li>The guard decides; if it objects, nothing more is done.
 *   <li>What waits in quarantine is put there again, which finishes what a crash has left half done.
 *   <li>What is gone and in no quarantine is put into one, if there is a grace time.
 *   <li>Those whose grace time is over are deleted; without a grace time, those in no quarantine too.
 * </ol>
 *
 * <p>Each step can be repeated, so a cleanup that was cut short is done again and finds the rest. Confined to the loop.
 */
final class CleanupExecution {

    private final RunContext run;
    private final HeldLease lease;
    private final CleanupRequest request;
    private final BatchedWrites lifts;
    private final BatchedWrites deletions;
    private final List<BatchedWrites> writes = new ArrayList<>();
    private boolean stopped;
    private long found;
    private long due;
    private @Nullable BatchedWrites hides;

    CleanupExecution(RunContext run, HeldLease lease, CleanupRequest request) {
        this.run = run;
        this.lease = lease;
        this.request = request;
        this.lifts = new BatchedWrites(
                run, lease, "Lifting out of quarantine", (epoch, batch) -> sink().lift(run.key(), epoch, batch));
        this.deletions = BatchedWrites.deletions(run, lease);
        writes.add(lifts);
        writes.add(deletions);
    }

    /** Starts no further batch. */
    void stop() {
        stopped = true;
        writes.forEach(BatchedWrites::stop);
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
    CompletableFuture<Void> undo() {
        return quarantines().thenCompose(records -> {
            LongList all = new LongList();
            records.values().forEach(all::addAll);
            return lift(all);
        });
    }

    /**
     * Lifts, hides and deletes.
     *
     * @param stale what is gone, ascending
     * @param stored records that the sink has listed
     * @param listed records that the source has listed
     * @return why nothing was hidden or deleted, or empty if nothing stood against it
     */
    CompletableFuture<Optional<String>> dispose(LongList stale, long stored, long listed) {
        if (request.quarantine().isPresent() && !(run.ports().sink() instanceof QuarantiningSink)) {
            return CompletableFuture.failedFuture(new SetupException("The sink of " + run.key()
                    + " has no quarantine, so nothing was hidden or deleted. Clean up without a grace time, or use"
                    + " another sink"));
        }
        return quarantines().thenCompose(records -> {
            StaleRecords gone =
                    StaleRecords.sort(stale, records, lease.granted().startedAt());
            due = gone.due().size();
            return lift(gone.back()).thenCompose(lifted -> {
                Optional<String> objection = DeletionGuard.objection(
                        request,
                        new DeletionGuard.Sizes(stored, listed, gone.fresh().size(), due));
                return objection.isPresent() || request.dryRun()
                        ? CompletableFuture.completedFuture(objection)
                        : hideAndDelete(gone).thenApply(done -> objection);
            });
        });
    }

    private CompletableFuture<Map<Quarantine, LongList>> quarantines() {
        return QuarantineListing.list(run).thenApply(records -> {
            found = records.values().stream().mapToLong(LongList::size).sum();
            return records;
        });
    }

    private CompletableFuture<Void> lift(LongList ids) {
        return request.dryRun() ? CompletableFuture.completedFuture(null) : lifts.each(ids);
    }

    private CompletableFuture<Void> hideAndDelete(StaleRecords gone) {
        CompletableFuture<Void> hidden = CompletableFuture.completedFuture(null);
        for (Map.Entry<Quarantine, LongList> waiting : gone.waiting().entrySet()) {
            hidden = hidden.thenCompose(done -> marks(waiting.getKey()).each(waiting.getValue()));
        }
        LongList doomed = new LongList();
        doomed.addAll(gone.due());
        Optional<Duration> grace = request.quarantine();
        if (grace.isEmpty()) {
            doomed.addAll(gone.fresh());
        } else if (gone.fresh().size() > 0) {
            hidden = hidden.thenCompose(done -> hide(gone.fresh(), grace.get()));
        }
        return hidden.thenCompose(done -> deletions.each(doomed));
    }

    private CompletableFuture<Void> hide(LongList fresh, Duration grace) {
        String what = "Reading the clock of the metadata store";
        return run.retrier().call(Work.STATE, what, run.ports().metadata()::now).thenCompose(now -> {
            hides = marks(Quarantine.of(now, grace));
            return hides.each(fresh);
        });
    }

    private BatchedWrites marks(Quarantine quarantine) {
        BatchedWrites marks = new BatchedWrites(
                run,
                lease,
                "Putting in quarantine",
                (epoch, batch) -> sink().quarantine(run.key(), epoch, batch, quarantine));
        writes.add(marks);
        if (stopped) {
            marks.stop();
        }
        return marks;
    }

    private QuarantiningSink sink() {
        return (QuarantiningSink) run.ports().sink();
    }
}
