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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the source, page by page of the sink, which of the records exist: for a sink that does not list records in the order
 * of their ids. The first records that the source lists serve as control records, and as proof that it lists any.
 *
 * <p>Memory: one page, and an id per stale record.
 */
final class LookupSearch implements StaleSearch {

    private final RunContext run;
    private final IdListings listings;
    private final ExistenceRecheck recheck;
    private final IdList stale = new IdList();
    private long stored;
    private long controls;
    private long found;

    LookupSearch(RunContext run, RecordScope scope, ExistenceRecheck recheck) {
        this.run = run;
        // each page is looked up whole
        this.listings = new IdListings(run, scope, ExistenceRecheck.MAX_CANDIDATES);
        this.recheck = recheck;
    }

    @Override
    public long stored() {
        return stored;
    }

    /** At least so many; control records and found ones may be the same. */
    @Override
    public long listed() {
        return Math.max(controls, found);
    }

    @Override
    public CompletableFuture<IdList> start() {
        return controls(Cursor.START).thenCompose(found -> lookUp(Cursor.START)).thenApply(done -> {
            stale.ascend();
            return stale;
        });
    }

    private CompletableFuture<Void> controls(Cursor after) {
        String what = "Listing records of " + run.key();
        return run.retrier()
                .call(Work.SOURCE, what, () -> listings.ofSource(IdRange.after(after)))
                .thenCompose(page -> {
                    controls = page.entries().size();
                    recheck.listed(page.entries());
                    return controls > 0 || page.end() || run.cancellation().isStopped()
                            ? CompletableFuture.completedFuture(null)
                            : controls(page.resumeAfter());
                });
    }

    private CompletableFuture<Void> lookUp(Cursor after) {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        return run.retrier()
                .call(Work.COMPARE, "Listing stored records of " + run.key(), () -> listings.ofUnorderedSink(after))
                .thenCompose(page -> existing(page).thenCompose(existing -> {
                    stored += page.entries().size();
                    found += existing.size();
                    ids(page).stream().filter(id -> !existing.contains(id)).forEach(stale::add);
                    return page.end() ? CompletableFuture.completedFuture(null) : lookUp(page.resumeAfter());
                }));
    }

    private CompletableFuture<Set<RecordId>> existing(IdPage page) {
        List<RecordId> ids = ids(page);
        return ids.isEmpty()
                ? CompletableFuture.completedFuture(Set.of())
                : run.retrier().call(Work.SOURCE, "Looking up records of " + run.key(), () -> recheck.existing(ids));
    }

    private static List<RecordId> ids(IdPage page) {
        return page.entries().stream().map(IdAndVersion::id).toList();
    }
}
