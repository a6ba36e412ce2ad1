package io.syncline.core;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.IdRange;
import io.syncline.core.port.RecordPage;
import io.syncline.core.port.RecordScope;
import io.syncline.core.port.RecordSource;
import java.util.concurrent.CompletableFuture;

/** Pages of a listing, by ascending id from a cursor on, up to a limit if there is one. */
final class ListingFeed implements Feed {

    private final RecordSource source;
    private final Retrier retrier;
    private final RecordScope scope;
    private final int pageSize;
    private long cursor;
    private long remaining;

    ListingFeed(Run run, RecordScope scope, long cursor, long limit) {
        this.source = run.ports().source();
        this.retrier = run.retrier();
        this.scope = scope;
        this.pageSize = run.settings().fetchBatchSize();
        this.cursor = cursor;
        this.remaining = limit;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        IdRange range = IdRange.after(cursor);
        int size = (int) Math.min(pageSize, remaining);
        String what = "Reading records of " + scope.model() + " after id " + cursor;
        return retrier.call(Work.SOURCE, what, () -> source.page(scope, range, size))
                .thenApply(page -> advanced(page, what));
    }

    private RecordPage advanced(RecordPage page, String what) {
        if (!page.end() && page.resumeAfter() <= cursor) {
            throw new SetupException(what + " went backwards to id " + page.resumeAfter()
                    + ": the source adapter does not keep its contract");
        }
        cursor = page.resumeAfter();
        remaining -= page.records().size() + page.rejected().size();
        return remaining > 0 ? page : new RecordPage(page.records(), page.rejected(), page.resumeAfter(), true);
    }
}
