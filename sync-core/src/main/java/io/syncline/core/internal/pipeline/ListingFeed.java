package io.syncline.core.internal.pipeline;

import io.syncline.api.Stage;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a listing, by ascending id from a cursor on, up to a limit if there is one.
 *
 * <p>A page without a known end is read alone: the first one, the last one, and all of them where only one may be read at
 * a time. Between them, a {@link PageBoundaries} tells where pages end; these are read several at a time, and handed out in
 * order. A page that turns out longer than foreseen is handed out in parts, so none is ever larger than the others.
 */
public final class ListingFeed implements PageFeed {

    private static final int LOOK_AHEAD = 4;

    private final RunContext run;
    private final RecordScope scope;
    private final int concurrency;
    private final PageBoundaries ahead;
    private final Deque<Lane> lanes = new ArrayDeque<>();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private @Nullable CompletableFuture<RecordPage> wanted;
    private long frontier;
    private long remaining;
    private int allowance = 1;
    private int reading;
    private boolean lookedAhead;
    private boolean stopped;

    public ListingFeed(RunContext run, RecordScope scope, long cursor, long limit) {
        this.run = run;
        this.scope = scope;
        this.frontier = cursor;
        this.remaining = limit;
        // a limited run must not read beyond its limit, so that it cannot plan ahead
        this.concurrency = limit == Long.MAX_VALUE ? run.settings().fetchConcurrency() : 1;
        this.ahead = new PageBoundaries(
                run, scope, LOOK_AHEAD * concurrency * run.settings().fetchBatchSize());
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
        lanes.clear();
        hand(new RecordPage(List.of(), frontier, true));
        settle();
    }

    @Override
    public CompletableFuture<Void> quiet() {
        settle();
        return quiet;
    }

    private void settle() {
        if (reading == 0 && !ahead.isReading()) {
            quiet.complete(null);
        }
    }

    private void advance() {
        if (stopped) {
            settle();
            return;
        }
        while (mayOpen() && open()) {
            // as many as may be
        }
        if (!lanes.isEmpty()) {
            lanes.element().deliver();
            return;
        }
        SyncException lost = ahead.failure();
        if (lost != null) {
            fail(lost);
        }
    }

    private boolean mayOpen() {
        boolean needed = lanes.isEmpty() && wanted != null;
        return needed || (reading < concurrency && lanes.size() < Math.min(allowance, 2 * concurrency));
    }

    /** Begins to read the next page; answers false if it is not known yet where that is. */
    private boolean open() {
        ahead.ask(concurrency, this::advance);
        OptionalLong border = ahead.next();
        if (border.isEmpty() && !(ahead.isOver() && lanes.isEmpty())) {
            return false;
        }
        Lane lane = new Lane(new IdRange(frontier, border.orElse(Long.MAX_VALUE)));
        frontier = border.orElse(frontier);
        lanes.add(lane);
        lane.read();
        return border.isPresent();
    }

    private void hand(RecordPage page) {
        CompletableFuture<RecordPage> handed = wanted;
        wanted = null;
        if (handed != null) {
            handed.complete(page);
        }
    }

    private void fail(Throwable failure) {
        CompletableFuture<RecordPage> failed = wanted;
        wanted = null;
        if (failed != null) {
            failed.completeExceptionally(failure);
        }
    }

    /** A range of ids that is one page, as far as known, or that has no end. */
    private final class Lane {

        private IdRange rest;
        private @Nullable RecordPage page;
        private @Nullable Throwable failure;

        Lane(IdRange range) {
            this.rest = range;
        }

        void read() {
            reading++;
            int size = (int) Math.min(run.settings().fetchBatchSize(), remaining);
            String what = "Reading records of " + scope.model() + " after id " + rest.after();
            IdRange range = rest;
            run.clock()
                    .time(
                            Stage.FETCH,
                            0,
                            () -> run.retrier()
                                    .call(
                                            Work.SOURCE,
                                            what,
                                            () -> Advance.checked(
                                                    run.ports().source().page(scope, range, size),
                                                    range.after(),
                                                    what)))
                    .whenComplete((read, thrown) -> {
                        reading--;
                        page = read;
                        failure = thrown;
                        advance();
                    });
        }

        /** Hands out what has been read, if that is wanted now. */
        void deliver() {
            RecordPage read = page;
            Throwable thrown = failure;
            if (wanted == null) {
                return;
            }
            if (thrown != null) {
                fail(thrown);
            } else if (read == null) {
                return;
            } else if (rest.upTo() == Long.MAX_VALUE) {
                unbounded(read);
            } else {
                bounded(read);
            }
        }

        private void unbounded(RecordPage read) {
            lanes.remove();
            frontier = Math.max(frontier, read.resumeAfter());
            remaining -= read.records().size() + read.rejected().size();
            boolean end = read.end() || remaining <= 0;
            if (!end && concurrency > 1 && !lookedAhead) {
                lookedAhead = true;
                ahead.startAfter(frontier);
            }
            hand(new RecordPage(read.records(), read.rejected(), read.resumeAfter(), end));
        }

        private void bounded(RecordPage read) {
            boolean whole = read.end() || read.resumeAfter() >= rest.upTo();
            long reached = whole ? rest.upTo() : read.resumeAfter();
            if (whole) {
                lanes.remove();
            } else {
                rest = rest.from(reached);
                page = null;
                read();
            }
            hand(new RecordPage(read.records(), read.rejected(), reached, false));
        }
    }
}
