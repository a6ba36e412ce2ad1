package io.syncline.core.port.vector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import java.util.Optional;

/**
 * What a sink holds of a record, without the vectors.
 *
 * @param id the record
 * @param sourceVersion of its first chunk, see {@link EmbeddedDocument#sourceVersion()}
 * @param contentHash of its first chunk
 * @param fingerprint of its first chunk
 * @param chunkCount how many chunks its first chunk promises
 * @param storedChunks how many chunks are there, including surplus ones
 * @param epoch the fencing token under which its first chunk was written
 * @param intact whether all promised chunks are there, with one content hash and one fingerprint, and all or none of
 *     them in quarantine; false after a write that was cut short
 * @param quarantine that some chunk is hidden from searches, see {@link io.syncline.core.port.QuarantiningSink}; empty if none is
 */
public record RecordStamp(
        RecordId id,
        long sourceVersion,
        String contentHash,
        String fingerprint,
        int chunkCount,
        int storedChunks,
        long epoch,
        boolean intact,
        Optional<Quarantine> quarantine) {

    /** The stamp of a record that is not in quarantine. */
    public RecordStamp(
            RecordId id,
            long sourceVersion,
            String contentHash,
            String fingerprint,
            int chunkCount,
            int storedChunks,
            long epoch,
            boolean intact) {
        this(id, sourceVersion, contentHash, fingerprint, chunkCount, storedChunks, epoch, intact, Optional.empty());
    }
}
