package io.syncline.core.port.record;

import java.util.List;

/**
 * A part of a listing of ids, of a source or of a sink. The rules of {@link RecordPage} for empty pages and the end
 * apply here too.
 *
 * @param entries the ids with their versions, each id once; ascending, except where a sink lists in another order, see
 *     {@link io.syncline.core.port.VectorSink#listsInOrder}
 * @param resumeAfter the position at which the next page begins; after the beginning of the range unless {@code end}, and
 *     not before any id of this page
 * @param end whether the listing is proved to be complete with this page
 */
public record IdPage(List<IdAndVersion> entries, Cursor resumeAfter, boolean end) {

    /** Copies the list. */
    public IdPage {
        entries = List.copyOf(entries);
    }
}
