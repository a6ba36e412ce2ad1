package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Optional;

/** Makes the stamp of a record out of those of its chunks, which come in order, each as if it were alone. */
final class StampBuilder {

    private final RecordStamp first;
    private int stored;
    private int matching;

    StampBuilder(RecordStamp first) {
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
