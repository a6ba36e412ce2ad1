package io.syncline.core.internal.verify;

import io.syncline.api.RecordId;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Goes over the listing of the source and looks up what the sink has of it, then over the listing of the sink and looks up
 * what the source has of it: for a sink that does not list records in the order of their ids.
 */
final class LookupComparison implements Comparison {

    private final RangeComparison ranges;
    private final Cursor from;
    private Cursor cursor;
    private boolean sourceDone;

    /**
     * A comparison of the records after a position.
     *
     * @param from the position
     */
    LookupComparison(RangeComparison ranges, Cursor from) {
        this.ranges = ranges;
        this.from = from;
        this.cursor = from;
    }

    @Override
    public CompletableFuture<ComparedRange> next() {
        String what = ranges.what() + " " + Advance.words(cursor);
        return sourceDone ? ofSink(cursor, what) : ofSource(cursor, what);
    }

    private CompletableFuture<ComparedRange> ofSource(Cursor after, String what) {
        return ranges.retrier()
                .call(Work.SOURCE, what, () -> ranges.sourcePage(after))
                .thenCompose(page -> {
                    sourceDone = page.end();
                    cursor = sourceDone ? Cursor.START : page.resumeAfter();
                    Map<RecordId, Long> listed = ListedRange.versions(page, from, Cursor.END);
                    return ranges.compare(new ListedRange(listed, listed, page.resumeAfter(), false), what)
                            .thenApply(ComparedRange::withoutStored);
                });
    }

    private CompletableFuture<ComparedRange> ofSink(Cursor after, String what) {
        return ranges.retrier()
                .call(Work.COMPARE, what, () -> ranges.listings().ofUnorderedSink(after))
                .thenCompose(page -> {
                    cursor = page.resumeAfter();
                    return ranges.compare(
                            new ListedRange(
                                    ListedRange.versions(page, from, Cursor.END),
                                    Map.of(),
                                    page.resumeAfter(),
                                    page.end()),
                            what);
                });
    }
}
