package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the records of a sink that the source no longer has.
 *
 * <p>Merges two listings by ascending id, range by range. The sink's part of a range is read before the source's, so a
 * record that is created and synced in between cannot look stale. The source is then asked again for each candidate by id;
 * an incomplete listing of the source alone makes no record stale.
 *
 * <p>Memory: one page of each side and eight bytes per stale record. Confined to the loop.
 */
final class StaleSearch {

    private static final int PAGE = 1000;

    private final RunContext run;
    private final RecordScope scope;
    private final ExistenceRecheck recheck;
    private final LongList candidates = new LongList();
    private final LongList stale = new LongList();
    private final CompletableFuture<LongList> result = new CompletableFuture<>();
    private long stored;
    private long listed;

    StaleSearch(RunContext run, RecordScope scope) {
        this.run = run;
        this.scope = scope;
        this.recheck = new ExistenceRecheck(run.ports().source(), scope);
    }

    /** Records of the sink seen so far. */
    long stored() {
        return stored;
    }

    /** Records of the source seen so far. */
    long listed() {
        return listed;
    }

    /** The stale records; an incomplete list if the run was stopped. */
    CompletableFuture<LongList> start() {
        merge(sinkPage(0), 0);
        return result;
    }

    private void merge(CompletableFuture<IdPage> sinkPage, long after) {
        sinkPage.whenComplete((page, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(thrown);
                return;
            }
            stored += page.entries().size();
            boolean last = page.end() || run.cancellation().isStopped();
            CompletableFuture<IdPage> next = last ? sinkPage : sinkPage(page.resumeAfter());
            List<RecordId> ids = page.entries().stream().map(IdAndVersion::id).toList();
            IdRange range = new IdRange(after, Math.max(after, page.resumeAfter()));
            subtract(new HashSet<>(ids), range).whenComplete((missing, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                    return;
                }
                ids.stream().filter(missing::contains).forEach(id -> candidates.add(id.value()));
                if (last) {
                    recheck(0);
                } else {
                    merge(next, page.resumeAfter());
                }
            });
        });
    }

    private CompletableFuture<IdPage> sinkPage(long after) {
        return run.retrier()
                .call(
                        Work.COMPARE,
                        "Listing stored records of " + run.key(),
                        () -> Advance.checked(
                                run.ports().sink().ids(run.key(), IdRange.after(after), PAGE),
                                after,
                                "The listing of " + run.key() + " by the sink"));
    }

    /** The ids that the source does not list in the range. */
    private CompletableFuture<Set<RecordId>> subtract(Set<RecordId> ids, IdRange range) {
        if (ids.isEmpty() || run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(Set.of());
        }
        CompletableFuture<Set<RecordId>> left = new CompletableFuture<>();
        subtract(ids, range, left);
        return left;
    }

    private void subtract(Set<RecordId> ids, IdRange range, CompletableFuture<Set<RecordId>> left) {
        run.retrier()
                .call(
                        Work.SOURCE,
                        "Listing records of " + run.key(),
                        () -> Advance.checked(
                                run.ports().source().ids(scope, range, PAGE),
                                range.after(),
                                "The listing of " + run.key() + " by the source"))
                .whenComplete((page, thrown) -> {
                    if (thrown != null) {
                        left.completeExceptionally(thrown);
                        return;
                    }
                    listed += page.entries().size();
                    recheck.listed(page.entries());
                    page.entries().forEach(entry -> ids.remove(entry.id()));
                    if (page.end() || page.resumeAfter() >= range.upTo()) {
                        left.complete(ids);
                    } else {
                        subtract(ids, range.from(page.resumeAfter()), left);
                    }
                });
    }

    private void recheck(int from) {
        List<RecordId> part = candidates.part(from, ExistenceRecheck.MAX_CANDIDATES);
        if (part.isEmpty() || run.cancellation().isStopped()) {
            result.complete(stale);
            return;
        }
        run.retrier()
                .call(Work.SOURCE, "Rechecking records of " + run.key(), () -> recheck.existing(part))
                .whenComplete((existing, thrown) -> {
                    if (thrown != null) {
                        result.completeExceptionally(thrown);
                        return;
                    }
                    List<RecordId> missing = new ArrayList<>(part);
                    missing.removeAll(existing);
                    missing.forEach(id -> stale.add(id.value()));
                    recheck(from + part.size());
                });
    }
}
