package io.syncline.core.adapter.sink;

import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Optional;

/** Combines the stamps of the chunks of one record, added in ascending order, into the stamp of the record. Not thread-safe. */
public final class ChunkStamps {

    private final RecordStamp first;
    private int stored;
    private int matching;
    private Optional<Quarantine> quarantine = Optional.empty();

    /**
     * Stamps of a record.
     *
     * @param first the stamp of the first stored chunk, which has to be added too
     */
    public ChunkStamps(RecordStamp first) {
        this.first = first;
    }

    /**
     * Adds a chunk.
     *
     * @param index its index, greater than those before
     * @param chunk what is stored with it
     */
    public void add(int index, RecordStamp chunk) {
        stored++;
        quarantine = quarantine.or(chunk::quarantine);
        if (index < first.chunkCount()
                && chunk.contentHash().equals(first.contentHash())
                && chunk.fingerprint().equals(first.fingerprint())
                && chunk.quarantine().isPresent() == first.quarantine().isPresent()) {
            matching++;
        }
    }

    /** The stamp of the record. */
    public RecordStamp build() {
        return build(quarantine);
    }

    /**
     * The stamp of a record whose quarantine is not stored with its chunks.
     *
     * @param ofRecord its quarantine
     */
    public RecordStamp build(Optional<Quarantine> ofRecord) {
        return new RecordStamp(
                first.id(),
                first.sourceVersion(),
                first.contentHash(),
                first.fingerprint(),
                first.chunkCount(),
                stored,
                first.epoch(),
                matching == first.chunkCount(),
                ofRecord);
    }
}
