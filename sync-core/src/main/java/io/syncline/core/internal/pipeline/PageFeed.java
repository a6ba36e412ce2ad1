package io.syncline.core.internal.pipeline;

import io.syncline.core.port.record.RecordPage;
import java.util.concurrent.CompletableFuture;

/** Where a pipeline gets its pages from, one after the other. Confined to the loop. */
public interface PageFeed {

    /** The next page; not called again before it has come, nor after one that is the end. */
    CompletableFuture<RecordPage> next();

    /**
     * Allows reading ahead of {@link #next()}, as far as it makes sense to this feed.
     *
     * @param pages the most pages that may be under way or wait here
     */
    default void readAhead(int pages) {}

    /** Starts no further call; what waits here is dropped. */
    default void stop() {}

    /** Completes once no call is under way. To be asked after {@link #stop()}. */
    default CompletableFuture<Void> quiet() {
        return CompletableFuture.completedFuture(null);
    }
}
