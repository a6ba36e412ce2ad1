package io.syncline.core.internal.verify;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What both sides list up to the position that both have reached.
 *
 * @param stored ids and versions of the sink
 * @param listed ids and versions of the source
 * @param upTo that position
 * @param end whether nothing follows on either side
 */
record ListedRange(Map<RecordId, Long> stored, Map<RecordId, Long> listed, Cursor upTo, boolean end) {

    /**
     * Merges two listings.
     *
     * @param after the position at which both begin
     */
    static ListedRange merge(IdPage sink, IdPage source, Cursor after) {
        Cursor upTo = Cursor.max(after, Cursor.min(reach(sink), reach(source)));
        return new ListedRange(
                versions(sink, after, upTo), versions(source, after, upTo), upTo, sink.end() && source.end());
    }

    private static Cursor reach(IdPage page) {
        return page.end() ? Cursor.END : page.resumeAfter();
    }

    /** The records of a page after a position and up to another one. */
    static Map<RecordId, Long> versions(IdPage page, Cursor after, Cursor upTo) {
        Map<RecordId, Long> versions = new LinkedHashMap<>();
        for (IdAndVersion entry : page.entries()) {
            if (after.isBefore(entry.id()) && !upTo.isBefore(entry.id())) {
                versions.put(entry.id(), entry.version());
            }
        }
        return versions;
    }
}
