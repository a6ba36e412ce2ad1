package io.syncline.core.port.record;

import java.util.List;

/**
 * A part of a listing of records.
 *
 * <p>An empty page is not an end: some sources filter after they have applied the limit. Only {@code end} states that
 * nothing follows, and a source sets it only if it has proved so.
 *
 * @param records the records, ascending by id, each id once
 * @param rejected records of this page that exist but could not be delivered, ascending by id, none of them in
 *     {@code records}
 * @param resumeAfter the position at which the next page begins; after the beginning of the range unless {@code end}, and
 *     not before any id of this page
 * @param end whether the listing is proved to be complete with this page
 */
public record RecordPage(List<SourceRecord> records, List<RejectedRecord> rejected, Cursor resumeAfter, boolean end) {

    /** Copies the lists. */
    public RecordPage {
        records = List.copyOf(records);
        rejected = List.copyOf(rejected);
    }

    /**
     * A page without rejected records.
     *
     * @param records the records, ascending by id
     * @param resumeAfter the position at which the next page begins
     * @param end whether the listing is proved to be complete with this page
     */
    public RecordPage(List<SourceRecord> records, Cursor resumeAfter, boolean end) {
        this(records, List.of(), resumeAfter, end);
    }
}
