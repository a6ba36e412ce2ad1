package io.syncline.core.internal.verify;

import io.syncline.core.port.record.Cursor;
import java.util.concurrent.CompletableFuture;

/** Compares source and sink, a part at a time. Memory: one page of each side. Confined to the loop. */
interface Comparison {

    /** The next part; not to be called again before it has come, nor after the last one. */
    CompletableFuture<ComparedRange> next();

    /**
     * A comparison that suits the sink.
     *
     * @param inOrder whether the sink lists records by their ids
     */
    static Comparison of(RangeComparison ranges, boolean inOrder) {
        return inOrder ? new MergedComparison(ranges) : new LookupComparison(ranges, Cursor.START);
    }
}
