package io.syncline.testkit.memory;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import java.util.Optional;
import java.util.UUID;

/**
 * A point as an {@link InMemoryVectorSink} holds it, with everything that {@link VectorSink} asks a point to carry.
 *
 * @param id see {@link PointId}
 * @param key whose record it is of
 * @param record the record
 * @param chunkIndex which chunk of it, from 0
 * @param chunkCount of how many
 * @param sourceVersion see {@link EmbeddedDocument#sourceVersion()}
 * @param contentHash see {@link EmbeddedDocument#contentHash()}
 * @param fingerprint see {@link EmbeddedDocument#fingerprint()}
 * @param epoch fencing token of the run that wrote it
 * @param text the chunk's text
 * @param payload what else is stored
 * @param embedding the vector
 * @param quarantine why it is hidden from searches, or empty if it is not
 */
public record StoredPoint(
        UUID id,
        ModelKey key,
        RecordId record,
        int chunkIndex,
        int chunkCount,
        long sourceVersion,
        String contentHash,
        String fingerprint,
        long epoch,
        String text,
        Payload payload,
        Embedding embedding,
        Optional<Quarantine> quarantine) {

    static StoredPoint of(ModelKey key, long epoch, EmbeddedDocument document, int index) {
        EmbeddedChunk chunk = document.chunks().get(index);
        return new StoredPoint(
                pointId(key, document.id(), index),
                key,
                document.id(),
                index,
                document.chunks().size(),
                document.sourceVersion(),
                document.contentHash(),
                document.fingerprint(),
                epoch,
                chunk.text(),
                document.payload(),
                chunk.embedding(),
                Optional.empty());
    }

    static UUID pointId(ModelKey key, RecordId record, int index) {
        return PointId.of(PointId.prefix(key, PointId.Kind.of(record)), record, index);
    }

    /** The same point without a field of its payload that does not tell whose it is. */
    StoredPoint without(String field) {
        return new StoredPoint(
                id,
                key,
                record,
                chunkIndex,
                field.equals("chunk_count") ? 0 : chunkCount,
                field.equals("source_version") ? 0 : sourceVersion,
                field.equals("content_hash") ? "" : contentHash,
                field.equals("fingerprint") ? "" : fingerprint,
                field.equals("epoch") ? 0 : epoch,
                field.equals("text") ? "" : text,
                payload,
                embedding,
                quarantine);
    }

    /** The same point in quarantine or out of it, as a run of some epoch puts it there. */
    StoredPoint with(long newEpoch, Optional<Quarantine> newQuarantine) {
        return copy(key, newEpoch, newQuarantine);
    }

    /** The same point under another source. */
    StoredPoint of(ModelKey newKey) {
        return copy(newKey, epoch, quarantine);
    }

    private StoredPoint copy(ModelKey newKey, long newEpoch, Optional<Quarantine> newQuarantine) {
        return new StoredPoint(
                pointId(newKey, record, chunkIndex),
                newKey,
                record,
                chunkIndex,
                chunkCount,
                sourceVersion,
                contentHash,
                fingerprint,
                newEpoch,
                text,
                payload,
                embedding,
                newQuarantine);
    }

    /** Whether a write of that epoch and version must leave this point alone. */
    boolean guardedFrom(long otherEpoch, long otherVersion) {
        return epoch > otherEpoch || (epoch == otherEpoch && sourceVersion > otherVersion);
    }
}
