package io.syncline.pgvector;

import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Optional;

/** Combines the stamps of the chunks of one record, added in ascending order, into the stamp of the record. */
final class PgvectorStampBuilder {

    private final RecordStamp first;
    private int stored;
    private int matching;
    private Optional<Quarantine> quarantine = Optional.empty();

    PgvectorStampBuilder(RecordStamp first) {
        this.first = first;
    }

    void add(int index, RecordStamp chunk) {
        stored++;
        quarantine = quarantine.or(chunk::quarantine);
        if (index < first.chunkCount()
                && chunk.contentHash().equals(first.contentHash())
                && chunk.fingerprint().equals(first.fingerprint())
                && chunk.quarantine().isPresent() == first.quarantine().isPresent()) {
            matching++;
        }
    }

    RecordStamp build() {
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
