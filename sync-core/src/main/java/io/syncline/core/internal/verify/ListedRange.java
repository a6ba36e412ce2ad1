package io.syncline.core.internal.verify;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What both sides list up to the id that both have reached.
 *
 * @param stored ids and versions of the sink
 * @param listed ids and versions of the source
 * @param upTo that id
 * @param end whether nothing follows on either side
 */
record ListedRange(Map<RecordId, Long> stored, Map<RecordId, Long> listed, long upTo, boolean end) {

    /**
     * Merges two listings.
     *
     * @param after the id after which both begin
     */
    static ListedRange merge(IdPage sink, IdPage source, long after) {
        long reached = Math.min(reach(sink), reach(source));
        long upTo = reached == Long.MAX_VALUE
                ? Math.max(after, Math.max(sink.resumeAfter(), source.resumeAfter()))
                : reached;
        return new ListedRange(upTo(sink, upTo), upTo(source, upTo), upTo, sink.end() && source.end());
    }

    private static long reach(IdPage page) {
        return page.end() ? Long.MAX_VALUE : page.resumeAfter();
    }

    private static Map<RecordId, Long> upTo(IdPage page, long last) {
        Map<RecordId, Long> versions = new LinkedHashMap<>();
        for (IdAndVersion entry : page.entries()) {
            if (entry.id().value() <= last) {
                versions.put(entry.id(), entry.version());
            }
        }
        return versions;
    }
}
