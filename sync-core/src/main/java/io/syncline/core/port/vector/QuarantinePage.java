package io.syncline.core.port.vector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import java.util.List;

/**
 * A part of a listing of records in quarantine. The rules of {@link IdPage} for empty pages and the end apply here too.
 *
 * @param entries the records, each once, in the order of {@link io.syncline.core.port.VectorSink#ids}
 * @param resumeAfter the position at which the next page begins; after the beginning of the range unless {@code end}, and
 *     not before any id of this page
 * @param end whether the listing is proved to be complete with this page
 */
public record QuarantinePage(List<Entry> entries, Cursor resumeAfter, boolean end) {

    /** Copies the list. */
    public QuarantinePage {
        entries = List.copyOf(entries);
    }

    /**
     * A record in quarantine.
     *
     * @param id the record
     * @param quarantine since when, and until when; of the first of its chunks that is in quarantine
     */
    public record Entry(RecordId id, Quarantine quarantine) {}
}
