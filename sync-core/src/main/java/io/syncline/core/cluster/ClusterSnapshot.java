package io.syncline.core.cluster;

import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.time.Instant;
import java.util.List;

/**
 * What a coordinator has reached, for its successor. Everything outside the open ranges and up to the frontier is stored, found
 * unchanged, or saved as failed.
 *
 * @param sourceStart when the run began, by the source; with the fingerprint it says which run this is
 * @param fingerprint of the run's documents, vectors and scope
 * @param sinkMark the mark of the sink that this relies on
 * @param open what is left of the ranges that are not done, in the order of their keys
 * @param frontier where the listing that divides the records goes on; the end if there is no more
 */
public record ClusterSnapshot(
        Instant sourceStart, String fingerprint, long sinkMark, List<IdRange> open, Cursor frontier) {

    /** Copies the ranges. */
    public ClusterSnapshot {
        open = List.copyOf(open);
    }
}
