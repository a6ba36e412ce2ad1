package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.internal.sync.ListingWork;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.List;
import java.util.Optional;

/**
 * Where a coordinator begins.
 *
 * @param open ranges that an earlier coordinator has not finished
 * @param frontier where to go on dividing the listing
 */
record ResumedRanges(List<IdRange> open, Cursor frontier) {

    /**
     * What of a snapshot is still true. The saved state decides: it must belong to the same run, and the sink must not have lost
     * what the snapshot relies on, since then the state has started over.
     */
    static ResumedRanges of(ListingWork.Listing work, Optional<ClusterSnapshot> snapshot) {
        Checkpoint from = work.from();
        return snapshot.filter(found -> found.sourceStart().equals(from.sourceStart())
                        && found.fingerprint().equals(from.fingerprint())
                        && found.sinkMark() <= work.coordinator().state().sinkMark()
                        && found.frontier().compareTo(from.cursor()) >= 0)
                .map(found -> after(found, from.cursor()))
                .orElseGet(() -> new ResumedRanges(List.of(), from.cursor()));
    }

    private static ResumedRanges after(ClusterSnapshot found, Cursor checkpoint) {
        List<IdRange> open = found.open().stream()
                .filter(range -> range.upTo().compareTo(checkpoint) > 0)
                .map(range -> new IdRange(Cursor.max(range.after(), checkpoint), range.upTo()))
                .toList();
        return new ResumedRanges(open, found.frontier());
    }
}
