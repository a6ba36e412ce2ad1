package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.RecordPage;
import java.util.List;
import java.util.Map;

/**
 * A range of ids and what differs in it.
 *
 * @param inSource records of the source
 * @param stored records of the sink
 * @param inQuarantine records of the sink that the source no longer has and that wait in quarantine
 * @param differences what differs, by ascending id
 * @param records of those, the ones that the source has and the sink should
 * @param current records whose content was compared and does not differ
 * @param upTo the end of the range
 * @param end whether nothing follows
 */
record ComparedRange(
        long inSource,
        long stored,
        long inQuarantine,
        Map<RecordId, Difference.Kind> differences,
        RecordPage records,
        List<RecordId> current,
        Cursor upTo,
        boolean end) {

    /** The same without the number of stored records, which are counted elsewhere. */
    ComparedRange withoutStored() {
        return new ComparedRange(inSource, 0, inQuarantine, differences, records, current, upTo, end);
    }
}
