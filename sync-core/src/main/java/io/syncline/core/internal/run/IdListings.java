package io.syncline.core.internal.run;

import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;

/**
 * The listings of ids of both sides, each page checked to advance. Blocks; thread-safe.
 *
 * @param run whose model and ports
 * @param scope the records that the source lists
 * @param limit the most ids of a page
 */
public record IdListings(RunContext run, RecordScope scope, int limit) {

    /** A page of the source. */
    public IdPage ofSource(IdRange range) {
        return Advance.checked(run.ports().source().ids(scope, range, limit), range.after(), listing("source"));
    }

    /** A page of a sink that lists records by their ids. */
    public IdPage ofSink(Cursor after) {
        return inOrder(sink(after), after);
    }

    /** A page of the sink, checked to advance by ids; for a page that was read before its order was known. */
    public IdPage inOrder(IdPage page, Cursor after) {
        return Advance.checked(page, after, listing("sink"));
    }

    /** A page of a sink that may list records in another order. */
    public IdPage ofUnorderedSink(Cursor after) {
        return Advance.moved(sink(after), after, listing("sink"));
    }

    private IdPage sink(Cursor after) {
        return run.ports().sink().ids(run.key(), IdRange.after(after), limit);
    }

    private String listing(String side) {
        return "The listing of " + run.key() + " by the " + side;
    }
}
