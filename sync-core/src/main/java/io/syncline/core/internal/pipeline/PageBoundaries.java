package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lists ids ahead of the records, so that where the next pages end is known before they are read and several can be read
 * at once. One call of ids serves many pages. Confined to the loop.
 */
final class PageBoundaries {

    private final RunContext run;
    private final RecordScope scope;
    private final int limit;
    private final Deque<Long> borders = new ArrayDeque<>();
    private long cursor;
    private long last;
    private int pending;
    private boolean over = true;
    private boolean reading;
    private @Nullable SyncException failure;

    /**
     * Looks at nothing until it is started.
     *
     * @param limit how many ids to list in one call
     */
    PageBoundaries(RunContext run, RecordScope scope, int limit) {
        this.run = run;
        this.scope = scope;
        this.limit = limit;
    }

    void startAfter(long id) {
        cursor = id;
        over = false;
    }

    boolean isReading() {
        return reading;
    }

    /** Why there will be no further borders. */
    @Nullable SyncException failure() {
        return failure;
    }

    /** Whether no border comes any more: behind the last one is at most a page, or nothing was looked at. */
    boolean isOver() {
        return over && borders.isEmpty();
    }

    /** The last id of the next page, if it is known; something follows it. */
    OptionalLong next() {
        Long border = borders.poll();
        return border == null ? OptionalLong.empty() : OptionalLong.of(border);
    }

    /** Lists more ids if fewer borders are known than wanted; tells when they have come. */
    void ask(int wanted, Runnable arrived) {
        if (over || reading || failure != null || borders.size() >= wanted) {
            return;
        }
        reading = true;
        IdRange range = IdRange.after(cursor);
        String what = "Listing ids of " + scope.model() + " after id " + cursor;
        run.retrier()
                .call(
                        Work.SOURCE,
                        what,
                        () -> Advance.checked(run.ports().source().ids(scope, range, limit), range.after(), what))
                .whenComplete((page, thrown) -> {
                    reading = false;
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
            if (pending == run.settings().fetchBatchSize()) {
                borders.add(last);
                pending = 0;
            }
            pending++;
            last = entry.id().value();
        }
        cursor = page.resumeAfter();
        over = page.end();
    }
}
