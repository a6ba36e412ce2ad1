package io.syncline.core.port.vector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import java.util.Optional;

/**
 * What a sink stores of one record, without the vectors. The <i>first chunk</i> is the stored chunk with the least index.
 *
 * @param id the record
 * @param sourceVersion of the first chunk, see {@link EmbeddedDocument#sourceVersion()}
 * @param contentHash of the first chunk
 * @param fingerprint of the first chunk
 * @param chunkCount the number of chunks of the document that the first chunk belongs to
 * @param storedChunks the number of stored chunks, including surplus ones: those with an index of {@code chunkCount} or
 *     more, which an upsert of a shorter document leaves until {@link io.syncline.core.port.VectorSink#trim}
 * @param epoch the fencing token under which the first chunk was written
 * @param intact whether all chunks with an index below {@code chunkCount} are stored, with the content hash and the
 *     fingerprint of the first chunk, and either all or none of them in quarantine. False after an interrupted write.
 *     Surplus chunks do not matter, whatever their content hash and fingerprint
 * @param quarantine the quarantine of the stored chunks, surplus ones included, see {@link io.syncline.core.port.QuarantiningSink}; empty if
 *     none of them is in quarantine
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
