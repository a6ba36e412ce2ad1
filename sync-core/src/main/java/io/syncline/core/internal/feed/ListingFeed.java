package io.syncline.core.internal.feed;

import io.syncline.api.Stage;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a listing, by ascending id over a range, up to a limit if there is one.
 *
 * <p>A page whose end is not known is read alone: the first one, the last one, and all of them if only one may be read at
 * a time. Between them, {@link PageBoundaries} determines where pages end; these are read several at a time, and
 * returned in order. A page that turns out longer than expected is returned in parts, so none is larger than the
 * others.
 */
public final class ListingFeed implements PageFeed {

    private static final int PAGES_PER_LISTING = 4;

    private final RunContext run;
    private final RecordScope scope;
    private final IdRange range;
    private final int concurrency;
    private final PageBoundaries boundaries;
    private final Deque<PageRead> reads = new ArrayDeque<>();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private @Nullable CompletableFuture<RecordPage> wanted;
    private Cursor frontier;
    private long remaining;
    private int allowance = 1;
    private int reading;
    private boolean listedAhead;
    private boolean stopped;

    public ListingFeed(RunContext run, RecordScope scope, IdRange range, long limit) {
        this.run = run;
        this.scope = scope;
        this.range = range;
        this.frontier = range.after();
        this.remaining = limit;
        // a limited run must not read beyond its limit, so it does not read ahead
        this.concurrency = limit == Long.MAX_VALUE ? run.settings().fetchConcurrency() : 1;
        int ids = PAGES_PER_LISTING * concurrency * run.settings().fetchBatchSize();
        this.boundaries =
                new PageBoundaries(run, scope, range, ids, run.settings().fetchBatchSize());
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        CompletableFuture<RecordPage> page = new CompletableFuture<>();
        wanted = page;
        advance();
        return page;
    }

    @Override
    public void readAhead(int pages) {
        allowance = pages;
        advance();
    }

    @Override
    public void stop() {
        stopped = true;
        reads.clear();
        complete(new RecordPage(List.of(), frontier, true));
        settle();
    }

    @Override
    public CompletableFuture<Void> quiet() {
        settle();
        return quiet;
    }

    private void settle() {
        if (reading == 0 && !boundaries.isListing()) {
            quiet.complete(null);
        }
    }

    private void advance() {
        if (stopped) {
            settle();
            return;
        }
        while (mayOpen() && open()) {
            // starts as many reads as are allowed
        }
        if (!reads.isEmpty()) {
            reads.element().deliver();
            return;
        }
        SyncException lost = boundaries.failure();
        if (lost != null) {
            fail(lost);
        }
    }

    private boolean mayOpen() {
        boolean needed = reads.isEmpty() && wanted != null;
        return needed || (reading < concurrency && reads.size() < Math.min(allowance, 2 * concurrency));
    }

    /** Starts to read the next page; answers false if it is not known yet where that one ends. */
    private boolean open() {
        boundaries.request(concurrency, this::advance);
        Optional<Cursor> boundary = boundaries.next();
        if (boundary.isEmpty() && !(boundaries.isExhausted() && reads.isEmpty())) {
            return false;
        }
        IdRange page = new IdRange(frontier, boundary.orElse(range.upTo()));
        PageRead read = new PageRead(page, boundary.isPresent());
        frontier = boundary.orElse(frontier);
        reads.add(read);
        read.start();
        return boundary.isPresent();
    }

    private void complete(RecordPage page) {
        CompletableFuture<RecordPage> next = wanted;
        wanted = null;
        if (next != null) {
            next.complete(page);
        }
    }

    private void fail(Throwable failure) {
        CompletableFuture<RecordPage> next = wanted;
        wanted = null;
        if (next != null) {
            next.completeExceptionally(failure);
        }
    }

    /** A range of ids that is read as one page, or that holds one page and what may follow it. */
    private final class PageRead {

        private final boolean bounded;
        private IdRange rest;
        private @Nullable RecordPage page;
        private @Nullable Throwable failure;

        PageRead(IdRange range, boolean bounded) {
            this.rest = range;
            this.bounded = bounded;
        }

        void start() {
            reading++;
            int size = (int) Math.min(run.settings().fetchBatchSize(), remaining);
            String what = "Reading records of " + scope.model() + " " + Advance.words(rest.after());
            IdRange asked = rest;
            run.clock()
                    .time(
                            Stage.FETCH,
                            0,
                            () -> run.retrier()
                                    .call(
                                            Work.SOURCE,
                                            what,
                                            () -> Advance.checked(
                                                    run.ports().source().page(scope, asked, size),
                                                    asked.after(),
                                                    what)))
                    .whenComplete((read, thrown) -> {
                        reading--;
                        page = read;
                        failure = thrown;
                        advance();
                    });
        }

        /** Returns what has been read, if that is wanted now. */
        void deliver() {
            RecordPage read = page;
            Throwable thrown = failure;
            if (wanted == null) {
                return;
            }
            if (thrown != null) {
                fail(thrown);
            } else if (read != null && bounded) {
                deliverPart(read);
            } else if (read != null) {
                deliverOne(read);
            }
        }

        private void deliverOne(RecordPage read) {
            reads.remove();
            frontier = Cursor.max(frontier, read.resumeAfter());
            remaining -= read.records().size() + read.rejected().size();
            boolean end = read.end() || remaining <= 0 || frontier.compareTo(range.upTo()) >= 0;
            if (!end && concurrency > 1 && !listedAhead) {
                listedAhead = true;
                boundaries.startAfter(frontier);
            }
            complete(new RecordPage(read.records(), read.rejected(), read.resumeAfter(), end));
        }

        private void deliverPart(RecordPage read) {
            boolean whole = read.end() || read.resumeAfter().compareTo(rest.upTo()) >= 0;
            Cursor reached = whole ? rest.upTo() : read.resumeAfter();
            if (whole) {
                reads.remove();
            } else {
                rest = rest.remainingAfter(reached);
                page = null;
                start();
            }
            complete(new RecordPage(read.records(), read.rejected(), reached, false));
        }
    }
}
