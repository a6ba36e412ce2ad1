package io.syncline.core.port;

import io.syncline.api.RecordId;

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
 * @param intact whether all promised chunks are there, with one content hash and one fingerprint; false after a write
 *     that was cut short
 */
public record RecordStamp(
        RecordId id,
        long sourceVersion,
        String contentHash,
        String fingerprint,
        int chunkCount,
        int storedChunks,
        long epoch,
        boolean intact) {}
