package io.syncline.core.internal.cluster;

import io.syncline.api.failure.SyncException;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.internal.feed.PageBoundaries;
import io.syncline.core.internal.sync.ListingWork;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Divides a listing into ranges of about equal numbers of records, by listing ids alone and only as far ahead as ranges are
 * wanted. Confined to the loop.
 */
final class RangePlanner {

    /** Ids of one call; sources may return fewer. */
    private static final int IDS_PER_CALL = 10_000;

    private final RangeQueue queue;
    private final int ahead;
    private final PageBoundaries boundaries;
    private Cursor frontier;
    private boolean complete;

    RangePlanner(ListingWork.Listing listing, ClusterSettings settings, RangeQueue queue, Cursor frontier) {
        this.queue = queue;
        this.ahead = settings.rangesAhead();
        this.frontier = frontier;
        this.complete = frontier.isEnd();
        this.boundaries = new PageBoundaries(
                listing.run(), listing.scope(), IdRange.ALL, IDS_PER_CALL, settings.recordsPerRange());
        if (!complete) {
            boundaries.startAfter(frontier);
        }
    }

    /** Whether every record of the listing is in a range that was queued. */
    boolean isComplete() {
        return complete;
    }

    /** Up to where ranges were queued. */
    Cursor frontier() {
        return frontier;
    }

    /** Why no more ranges come, or null. */
    @Nullable SyncException failure() {
        return boundaries.failure();
    }

    /** Queues ranges until enough are open; calls back when more have become known. */
    void plan(Runnable arrived) {
        while (!complete && queue.size() < ahead) {
            boundaries.request(ahead - queue.size(), arrived);
            Optional<Cursor> next = boundaries.next();
            if (next.isPresent()) {
                queue.add(new IdRange(frontier, next.get()));
                frontier = next.get();
            } else if (boundaries.isExhausted()) {
                queue.add(IdRange.after(frontier));
                frontier = Cursor.END;
                complete = true;
            } else {
                return;
            }
        }
    }
}
