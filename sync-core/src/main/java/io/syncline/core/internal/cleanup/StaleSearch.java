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
 * record that is created and synced in between cannot look stale. What remains is asked for again, one by one, before
 * it counts; an incomplete listing of the source therefore condemns nothing by itself.
 *
 * <p>Memory: one page of each side and eight bytes per stale record. Confined to the loop.
 */
final class StaleSearch {

    private static final int PAGE = 1000;

    private final RunContext run;
    private final RecordScope scope;
    private final ExistenceRecheck question;
    private final LongList candidates = new LongList();
    private final LongList stale = new LongList();
    private final CompletableFuture<LongList> result = new CompletableFuture<>();
    private long stored;
    private long listed;
    private boolean cancelled;

    StaleSearch(RunContext run, RecordScope scope) {
        this.run = run;
        this.scope = scope;
        this.question = new ExistenceRecheck(run.ports().source(), scope);
    }

    /** Records of the sink seen so far. */
    long stored() {
        return stored;
    }

    /** Records of the source seen so far. */
    long listed() {
        return listed;
    }

    void cancel() {
        cancelled = true;
    }

    /** The stale records; what was found so far if cancelled. */
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
            boolean last = page.end() || cancelled;
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
                    askAgain(0);
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

    /** What is left of the ids once those that the source lists in the range are taken away. */
    private CompletableFuture<Set<RecordId>> subtract(Set<RecordId> ids, IdRange range) {
        if (ids.isEmpty() || cancelled) {
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
                    question.listed(page.entries());
                    page.entries().forEach(entry -> ids.remove(entry.id()));
                    if (page.end() || page.resumeAfter() >= range.upTo()) {
                        left.complete(ids);
                    } else {
                        subtract(ids, range.from(page.resumeAfter()), left);
                    }
                });
    }

    private void askAgain(int from) {
        List<RecordId> part = candidates.part(from, ExistenceRecheck.MOST);
        if (part.isEmpty() || cancelled) {
            result.complete(stale);
            return;
        }
        run.retrier()
                .call(Work.SOURCE, "Asking again for records of " + run.key(), () -> question.existing(part))
                .whenComplete((existing, thrown) -> {
                    if (thrown != null) {
                        result.completeExceptionally(thrown);
                        return;
                    }
                    List<RecordId> gone = new ArrayList<>(part);
                    gone.removeAll(existing);
                    gone.forEach(id -> stale.add(id.value()));
                    askAgain(from + part.size());
                });
    }
}
