package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.IdListings;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
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
 * Merges the listings of sink and source by ascending id, range by range. The sink's part of a range is read before the
 * source's, so a record that is created and synced in between cannot look stale. The source is then asked again for each
 * candidate by id; an incomplete listing of the source alone makes no record stale.
 *
 * <p>Memory: one page of each side and an id per stale record. Confined to the loop.
 */
final class MergedSearch implements StaleSearch {

    private static final int PAGE = 1000;

    private final RunContext run;
    private final IdListings listings;
    private final ExistenceRecheck recheck;
    private final IdList candidates = new IdList();
    private final IdList stale = new IdList();
    private final CompletableFuture<IdList> result = new CompletableFuture<>();
    private long stored;
    private long listed;

    MergedSearch(RunContext run, RecordScope scope, ExistenceRecheck recheck) {
        this.run = run;
        this.listings = new IdListings(run, scope, PAGE);
        this.recheck = recheck;
    }

    @Override
    public long stored() {
        return stored;
    }

    @Override
    public long listed() {
        return listed;
    }

    @Override
    public CompletableFuture<IdList> start() {
        merge(sinkPage(Cursor.START), Cursor.START);
        return result;
    }

    private void merge(CompletableFuture<IdPage> sinkPage, Cursor after) {
        sinkPage.whenComplete((page, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(thrown);
                return;
            }
            stored += page.entries().size();
            boolean last = page.end() || run.cancellation().isStopped();
            CompletableFuture<IdPage> next = last ? sinkPage : sinkPage(page.resumeAfter());
            List<RecordId> ids = page.entries().stream().map(IdAndVersion::id).toList();
            IdRange range = new IdRange(after, page.end() ? reached(page, after) : page.resumeAfter());
            subtract(new HashSet<>(ids), range).whenComplete((missing, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                    return;
                }
                ids.stream().filter(missing::contains).forEach(candidates::add);
                if (last) {
                    lookBeyond(range.upTo());
                } else {
                    merge(next, page.resumeAfter());
                }
            });
        });
    }

    /**
     * The last page of the sink reaches to its last record; what the source has beyond does not matter, unless it has listed nothing
     * before: whether it lists any record decides if it is believed.
     */
    private static Cursor reached(IdPage last, Cursor after) {
        int size = last.entries().size();
        return size == 0 ? after : Cursor.after(last.entries().get(size - 1).id());
    }

    private CompletableFuture<IdPage> sinkPage(Cursor after) {
        return run.retrier().call(Work.COMPARE, "Listing stored records of " + run.key(), () -> listings.ofSink(after));
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
        sourcePage(range).whenComplete((page, thrown) -> {
            if (thrown != null) {
                left.completeExceptionally(thrown);
                return;
            }
            page.entries().forEach(entry -> ids.remove(entry.id()));
            if (page.end() || page.resumeAfter().compareTo(range.upTo()) >= 0) {
                left.complete(ids);
            } else {
                subtract(ids, range.remainingAfter(page.resumeAfter()), left);
            }
        });
    }

    private void lookBeyond(Cursor after) {
        if (listed > 0 || candidates.size() == 0 || run.cancellation().isStopped()) {
            recheck(0);
            return;
        }
        sourcePage(IdRange.after(after)).whenComplete((page, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(thrown);
            } else if (page.end()) {
                recheck(0);
            } else {
                lookBeyond(page.resumeAfter());
            }
        });
    }

    private CompletableFuture<IdPage> sourcePage(IdRange range) {
        return run.retrier()
                .call(Work.SOURCE, "Listing records of " + run.key(), () -> listings.ofSource(range))
                .thenApply(page -> {
                    listed += page.entries().size();
                    recheck.listed(page.entries());
                    return page;
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
                    missing.forEach(stale::add);
                    recheck(from + part.size());
                });
    }
}
