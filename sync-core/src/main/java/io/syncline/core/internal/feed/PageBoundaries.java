package io.syncline.core.internal.feed;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists ids ahead of the records, so that the ends of the next pages are known before these are read, and several can be
 * read concurrently. One call for ids serves many pages. Confined to the loop.
 */
public final class PageBoundaries {

    private final RunContext run;
    private final RecordScope scope;
    private final int limit;
    private final int size;
    private final Deque<Cursor> boundaries = new ArrayDeque<>();
    private IdRange rest;
    private Cursor last = Cursor.START;
    private int pending;
    private boolean complete = true;
    private boolean listing;
    private @Nullable SyncException failure;

    /**
     * Lists nothing until it is started.
     *
     * @param range all that may be listed
     * @param limit how many ids to list in one call
     * @param size records of a page
     */
    public PageBoundaries(RunContext run, RecordScope scope, IdRange range, int limit, int size) {
        this.size = size;
        this.run = run;
        this.scope = scope;
        this.rest = range;
        this.limit = limit;
    }

    public void startAfter(Cursor position) {
        rest = rest.remainingAfter(position);
        complete = false;
    }

    public boolean isListing() {
        return listing;
    }

    /** Why there will be no further boundaries. */
    public @Nullable SyncException failure() {
        return failure;
    }

    /** Whether no boundary comes any more: at most one page follows the last one, or nothing was listed. */
    public boolean isExhausted() {
        return complete && boundaries.isEmpty();
    }

    /** The end of the next page, if it is known; something follows it. */
    public Optional<Cursor> next() {
        return Optional.ofNullable(boundaries.poll());
    }

    /** Lists more ids if fewer boundaries are known than wanted, and calls back when they have come. */
    public void request(int wanted, Runnable arrived) {
        if (complete || listing || failure != null || boundaries.size() >= wanted) {
            return;
        }
        listing = true;
        IdRange range = rest;
        String what = "Listing ids of " + scope.model() + " " + Advance.words(range.after());
        run.retrier()
                .call(
                        Work.SOURCE,
                        what,
                        () -> Advance.checked(run.ports().source().ids(scope, range, limit), range.after(), what))
                .whenComplete((page, thrown) -> {
                    listing = false;
                    if (thrown == null) {
                        accept(page);
                    } else {
                        failure = Failures.of(thrown, what);
                    }
                    arrived.run();
                });
    }

    private void accept(IdPage page) {
        for (IdAndVersion entry : page.entries()) {
            if (pending == size) {
                boundaries.add(last);
                pending = 0;
            }
            pending++;
            last = Cursor.after(entry.id());
        }
        complete = page.end() || page.resumeAfter().compareTo(rest.upTo()) >= 0;
        if (!complete) {
            rest = rest.remainingAfter(page.resumeAfter());
        }
    }
}
