package io.syncline.core.port.vector;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.SourceRecord;
import java.util.List;

/**
 * A record as it is to be stored: all of its chunks, never some of them.
 *
 * @param id the record
 * @param sourceVersion which state of it, see {@link SourceRecord#version()}
 * @param contentHash hash of everything that goes into its points except the vectors
 * @param fingerprint what made text and vectors: a short hash over embedder, fields and template
 * @param payload what else is stored with each chunk
 * @param chunks from 1 to {@value PointId#MAX_CHUNKS} chunks, in order
 */
public record EmbeddedDocument(
        RecordId id,
        long sourceVersion,
        String contentHash,
        String fingerprint,
        Payload payload,
        List<EmbeddedChunk> chunks) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no chunk or too many
     */
    public EmbeddedDocument {
        chunks = List.copyOf(chunks);
        if (chunks.isEmpty() || chunks.size() > PointId.MAX_CHUNKS) {
            throw new IllegalArgumentException(
                    "Record " + id + " has " + chunks.size() + " chunks, not 1 to " + PointId.MAX_CHUNKS);
        }
    }
}
