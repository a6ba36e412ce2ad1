package io.syncline.core.internal.feed;

import io.syncline.core.port.record.RecordPage;
import java.util.concurrent.CompletableFuture;

/** The pages of a pipeline, one after the other. Confined to the loop. */
public interface PageFeed {

    /** The next page; not called again before it has come, nor after the last one. */
    CompletableFuture<RecordPage> next();

    /**
     * Allows the feed to read ahead of {@link #next()}.
     *
     * @param pages the most pages that may be in flight or wait in the feed
     */
    default void readAhead(int pages) {}

    /** Starts no further call and drops the pages that wait in the feed. */
    default void stop() {}

    /** Completes once no call is in flight; called after {@link #stop()}. */
    default CompletableFuture<Void> quiet() {
        return CompletableFuture.completedFuture(null);
    }
}
