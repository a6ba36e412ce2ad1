package io.syncline.core.internal.verify;

import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.concurrent.CompletableFuture;

/** Goes over both listings at once, by ascending id: first what the sink lists of a range, then what the source lists. */
final class MergedComparison implements Comparison {

    private final RangeComparison ranges;
    private Cursor cursor = Cursor.START;

    MergedComparison(RangeComparison ranges) {
        this.ranges = ranges;
    }

    @Override
    public CompletableFuture<ComparedRange> next() {
        Cursor after = cursor;
        String what = ranges.what() + " " + Advance.words(after);
        Retrier retrier = ranges.retrier();
        return retrier.call(
                        Work.COMPARE,
                        what,
                        () -> Advance.checked(ranges.sinkPage(IdRange.after(after)), after, ranges.listing("sink")))
                .thenCompose(sink -> retrier.call(Work.SOURCE, what, () -> ranges.sourcePage(after))
                        .thenCompose(source -> ranges.compare(ListedRange.merge(sink, source, after), what)))
                .thenApply(compared -> {
                    cursor = compared.upTo();
                    return compared;
                });
    }
}
