package io.syncline.core.internal.sync;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.cleanup.BatchedWrites;
import io.syncline.core.internal.cleanup.ExistenceRecheck;
import io.syncline.core.internal.cleanup.RemovalAllowance;
import io.syncline.core.internal.cleanup.StoredSample;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.run.IdListings;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Deletes or hides the records of which the source reports, when asked once more, that they do not exist: within the
 * {@link RemovalAllowance}, never one that is hidden in quarantine already, and only if the source still knows what it has just
 * listed and a sample of the stored records that nobody has touched. What these rules forbid is left to a cleanup. Confined to
 * the loop; used once.
 */
final class VanishedRecords {

    private final RunContext run;
    private final Coordinator coordinator;
    private final Consumer<String> warnings;
    private final Function<UnaryOperator<ModelState>, CompletableFuture<Void>> save;
    private final RecordScope scope;
    private final ExistenceRecheck recheck;
    private long deleted;
    private long hidden;

    /**
     * Deletions of a run.
     *
     * @param warnings takes what a person should know
     * @param save saves a change of the state
     */
    VanishedRecords(
            RunContext run,
            Coordinator coordinator,
            Consumer<String> warnings,
            Function<UnaryOperator<ModelState>, CompletableFuture<Void>> save) {
        this.run = run;
        this.coordinator = coordinator;
        this.warnings = warnings;
        this.save = save;
        // what is archived exists, whatever is in the scope of the sync
        this.scope = RecordScope.builder().model(run.model()).build();
        this.recheck = new ExistenceRecheck(run.ports().source(), scope);
    }

    /** The records deleted. */
    long deleted() {
        return deleted;
    }

    /** The records put in quarantine. */
    long hidden() {
        return hidden;
    }

    /**
     * Removes what vanished.
     *
     * @param missing records that the source did not deliver
     */
    CompletableFuture<Void> remove(Set<RecordId> missing) {
        if (missing.isEmpty() || run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        IdListings listings = new IdListings(run, scope, ExistenceRecheck.CONTROLS);
        return call(Work.SOURCE, "Listing records", () -> listings.ofSource(IdRange.ALL))
                .thenCompose(page -> {
                    recheck.listed(page.entries());
                    return page.entries().isEmpty()
                            ? warned("The source lists no record of " + run.model() + ", so the " + missing.size()
                                    + " touched records that it did not deliver were not deleted")
                            : sampled(missing);
                });
    }

    private <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable) {
        return run.retrier().call(work, what + " of " + run.key(), callable);
    }

    private CompletableFuture<Void> warned(String warning) {
        warnings.accept(warning);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> sampled(Set<RecordId> missing) {
        StoredSample sample = new StoredSample(run, scope);
        return call(Work.COMPARE, "Listing some stored records", () -> sample.read(missing))
                .thenCompose(ids -> {
                    ids.removeAll(missing);
                    return vanished(missing, ids);
                });
    }

    private CompletableFuture<Void> vanished(Set<RecordId> missing, Set<RecordId> sample) {
        return call(Work.SOURCE, "Looking up touched records", () -> {
                    Set<RecordId> absent = new TreeSet<>(missing);
                    absent.addAll(sample);
                    absent.removeAll(recheck.existing(absent));
                    return absent;
                })
                .handle((absent, thrown) -> thrown == null ? absent(missing, sample, absent) : unreliable(thrown))
                .thenCompose(Function.identity());
    }

    /** A source that denies its own control records proves nothing; the sync itself may go on. */
    private CompletableFuture<Void> unreliable(Throwable thrown) {
        return Failures.of(thrown, "Looking up touched records of " + run.key()) instanceof SetupException refused
                ? warned(String.valueOf(refused.getMessage()))
                : CompletableFuture.failedFuture(thrown);
    }

    private CompletableFuture<Void> absent(Set<RecordId> missing, Set<RecordId> sample, Set<RecordId> absent) {
        RemovalAllowance allowance = RemovalAllowance.of(
                run.model(), coordinator.state(), run.ports().sink());
        return call(
                        Work.COMPARE,
                        "Comparing touched records",
                        () -> run.ports().sink().stamps(run.key(), absent))
                .thenCompose(stamps -> {
                    Set<RecordId> visible = visible(stamps);
                    long asked = sample.stream()
                            .filter(id -> visible.contains(id) || !absent.contains(id))
                            .count();
                    long unknown = sample.stream().filter(visible::contains).count();
                    Optional<String> doubt = allowance.doubt(asked, unknown);
                    if (doubt.isPresent()) {
                        return warned("Touched records of " + run.model() + " were left to a cleanup: " + doubt.get());
                    }
                    Set<RecordId> gone = new TreeSet<>(missing);
                    gone.retainAll(absent);
                    coordinator.deletedInSource(gone);
                    gone.retainAll(visible);
                    return gone.isEmpty() ? CompletableFuture.completedFuture(null) : limited(allowance, gone);
                });
    }

    private static Set<RecordId> visible(Map<RecordId, RecordStamp> stamps) {
        Set<RecordId> ids = new LinkedHashSet<>();
        stamps.forEach((id, stamp) -> {
            if (stamp.quarantine().isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    private CompletableFuture<Void> limited(RemovalAllowance allowance, Set<RecordId> gone) {
        return call(Work.COMPARE, "Counting", () -> run.ports().sink().count(run.key()))
                .thenCompose(count -> allowance
                        .objection(count, gone.size())
                        .map(objection ->
                                warned("Touched records of " + run.model() + " were left to a cleanup: " + objection))
                        .orElseGet(() -> removed(gone, allowance.grace())));
    }

    /** What is removed counts before it is removed, so that no death of a process makes it count less. */
    private CompletableFuture<Void> removed(Set<RecordId> gone, Optional<Duration> grace) {
        IdList ids = new IdList();
        gone.forEach(ids::add);
        return save.apply(state -> state.toBuilder()
                        .removedByTouch(state.removedByTouch() + ids.size())
                        .build())
                .thenCompose(saved -> grace.isPresent() ? hide(ids, grace.get()) : delete(ids));
    }

    private CompletableFuture<Void> delete(IdList ids) {
        BatchedWrites deletions = BatchedWrites.deletions(run, coordinator);
        return deletions.each(ids).whenComplete((done, thrown) -> deleted = deletions.done());
    }

    private CompletableFuture<Void> hide(IdList ids, Duration grace) {
        return call(Work.STATE, "Reading the clock for records", run.ports().metadata()::now)
                .thenCompose(now -> {
                    BatchedWrites hides = BatchedWrites.quarantines(run, coordinator, Quarantine.of(now, grace));
                    return hides.each(ids).whenComplete((done, thrown) -> hidden = hides.done());
                });
    }
}
