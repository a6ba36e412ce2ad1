package io.syncline.core.internal.verify;

import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes over both listings at once, by ascending id: first what the sink lists of a range, then what the source lists. A
 * repair may store the first texts in a sink that lists texts in another order; what is left is looked up from then on.
 */
final class MergedComparison implements Comparison {

    private final RangeComparison ranges;
    private Cursor cursor = Cursor.START;
    private boolean textsDiffered;
    private @Nullable Comparison rest;

    MergedComparison(RangeComparison ranges) {
        this.ranges = ranges;
    }

    @Override
    public CompletableFuture<ComparedRange> next() {
        if (rest != null) {
            return rest.next();
        }
        Cursor after = cursor;
        String what = ranges.what() + " " + Advance.words(after);
        return ranges.retrier()
                .call(Work.COMPARE, what, () -> sinkPage(after))
                .thenCompose(page -> page.isPresent() ? merge(page.get(), after, what) : lookUp(after));
    }

    /** A page of the sink; empty if it is not sure to be in the order of ids. */
    private Optional<IdPage> sinkPage(Cursor after) {
        IdPage page = ranges.listings().ofUnorderedSink(after);
        return textsDiffered && !ranges.isInOrder()
                ? Optional.empty()
                : Optional.of(ranges.listings().inOrder(page, after));
    }

    private CompletableFuture<ComparedRange> lookUp(Cursor after) {
        Comparison lookup = new LookupComparison(ranges, after);
        rest = lookup;
        return lookup.next();
    }

    private CompletableFuture<ComparedRange> merge(IdPage sink, Cursor after, String what) {
        return ranges.retrier()
                .call(Work.SOURCE, what, () -> ranges.sourcePage(after))
                .thenCompose(source -> ranges.compare(ListedRange.merge(sink, source, after), what))
                .thenApply(compared -> {
                    cursor = compared.upTo();
                    textsDiffered = textsDiffered
                            || compared.differences().keySet().stream().anyMatch(id -> !id.isNumber());
                    return compared;
                });
    }
}
