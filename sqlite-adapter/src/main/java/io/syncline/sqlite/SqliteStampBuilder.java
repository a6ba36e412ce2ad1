package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Optional;

/** Combines the stamps of the chunks of one record, added in ascending order, into the stamp of the record. */
final class SqliteStampBuilder {

    private final RecordStamp first;
    private int stored;
    private int matching;

    SqliteStampBuilder(RecordStamp first) {
        this.first = first;
    }

    void add(int index, RecordStamp chunk) {
        stored++;
        if (index < first.chunkCount()
                && chunk.contentHash().equals(first.contentHash())
                && chunk.fingerprint().equals(first.fingerprint())) {
            matching++;
        }
    }

    RecordStamp build(Optional<Quarantine> quarantine) {
        return new RecordStamp(
                first.id(),
                first.sourceVersion(),
                first.contentHash(),
                first.fingerprint(),
                first.chunkCount(),
                stored,
                first.epoch(),
                matching == first.chunkCount(),
                quarantine);
    }
}
