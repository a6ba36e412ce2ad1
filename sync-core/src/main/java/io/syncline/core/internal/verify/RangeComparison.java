package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.core.internal.cleanup.ExistenceRecheck;
import io.syncline.core.internal.run.IdListings;
import io.syncline.core.internal.run.IsolatedRead;
import io.syncline.core.internal.run.RecordComparison;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Compares what both sides list of some records: first the stamps, then the content of those records whose stamps are in
 * doubt. The source is asked again for records that only the sink has.
 *
 * <p>Confined to the loop, but for what it hands to the workers.
 */
final class RangeComparison {

    private final RunContext run;
    private final SyncPlan plan;
    private final RecordScope scope;
    private final boolean deep;
    private final IdListings listings;
    private final ExistenceRecheck recheck;

    /**
     * A comparison of ranges.
     *
     * @param deep whether the content of all records is compared
     */
    RangeComparison(RunContext run, SyncPlan plan, boolean deep) {
        this.run = run;
        this.plan = plan;
        this.scope = plan.scope();
        this.deep = deep;
        this.listings = new IdListings(run, scope, ExistenceRecheck.MAX_CANDIDATES);
        this.recheck = new ExistenceRecheck(run.ports().source(), scope);
    }

    Retrier retrier() {
        return run.retrier();
    }

    /** What is being done, for messages. */
    String what() {
        return "Comparing records of " + run.key();
    }

    /** What both sides list. */
    IdListings listings() {
        return listings;
    }

    /** Whether the sink lists records by their ids. Blocks. */
    boolean isInOrder() {
        return run.ports().sink().listsInOrder(run.key());
    }

    /** What the source lists after a position. Blocks. */
    IdPage sourcePage(Cursor after) {
        IdPage page = listings.ofSource(IdRange.after(after));
        recheck.listed(page.entries());
        return page;
    }

    /** Compares the records of a range. */
    CompletableFuture<ComparedRange> compare(ListedRange range, String what) {
        return run.retrier()
                .call(Work.COMPARE, what, () -> stamps(range.stored().keySet()))
                .thenCompose(stamps -> readDoubtful(range, stamps, what)
                        .thenCompose(
                                read -> run.retrier().call(Work.SOURCE, what, () -> compare(range, stamps, read))));
    }

    private Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        return ids.isEmpty() ? Map.of() : run.ports().sink().stamps(run.key(), ids);
    }

    private ComparedRange compare(ListedRange range, Map<RecordId, RecordStamp> stamps, RecordPage read) {
        Map<RecordId, Difference.Kind> found = new TreeMap<>();
        List<RecordId> deleted = deleted(range);
        List<RecordId> orphaned = deleted.stream()
                .filter(id -> !RecordComparison.isQuarantined(stamps.get(id)))
                .toList();
        orphaned.forEach(id -> found.put(id, Difference.Kind.ORPHANED));
        List<SourceRecord> differing = differing(read, stamps, found);
        read.rejected().forEach(record -> found.put(record.id(), Difference.Kind.FAILED));
        RecordPage records = new RecordPage(differing, read.rejected(), range.upTo(), range.end());
        // what only has the right version may be an earlier text of the same tick, whose successor has failed; and what
        // was
        // not read with all fields may differ in the others
        List<RecordId> current = read.records().stream()
                .filter(record -> record.unreadable().isEmpty())
                .map(SourceRecord::id)
                .filter(id -> !found.containsKey(id))
                .toList();
        return new ComparedRange(
                range.listed().size(),
                range.stored().size(),
                deleted.size() - orphaned.size(),
                found,
                records,
                current,
                range.upTo(),
                range.end());
    }

    /** The records whose content differs from what is stored; how is added to what was found. */
    private List<SourceRecord> differing(
            RecordPage read, Map<RecordId, RecordStamp> stamps, Map<RecordId, Difference.Kind> found) {
        List<SourceRecord> differing = new ArrayList<>();
        for (SourceRecord record : read.records()) {
            plan.difference(record, stamps.get(record.id())).ifPresent(kind -> {
                found.put(record.id(), kind);
                differing.add(record);
            });
        }
        return differing;
    }

    /** The records that the sink holds and the source no longer has. */
    private List<RecordId> deleted(ListedRange range) {
        List<RecordId> unlisted = range.stored().keySet().stream()
                .filter(id -> !range.listed().containsKey(id))
                .toList();
        if (unlisted.isEmpty()) {
            return unlisted;
        }
        Set<RecordId> existing = recheck.existing(unlisted);
        return unlisted.stream().filter(id -> !existing.contains(id)).toList();
    }

    private CompletableFuture<RecordPage> readDoubtful(
            ListedRange range, Map<RecordId, RecordStamp> stamps, String what) {
        List<RecordId> doubtful = new ArrayList<>();
        range.listed().forEach((id, version) -> {
            if (deep || plan.needsContent(version, stamps.get(id))) {
                doubtful.add(id);
            }
        });
        return doubtful.isEmpty()
                ? CompletableFuture.completedFuture(new RecordPage(List.of(), range.upTo(), true))
                : new IsolatedRead(run, scope, what).read(doubtful);
    }
}
