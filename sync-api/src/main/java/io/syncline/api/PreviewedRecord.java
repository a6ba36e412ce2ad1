package io.syncline.api;

import java.util.List;
import java.util.Map;

/**
 * A record as a sync would store it.
 *
 * @param id the record
 * @param chunks the texts that would be embedded, in order; none if the record has nothing to say or cannot be stored
 * @param payload what would be stored with each chunk, by name
 * @param problem why the record would fail, empty if it would not
 */
public record PreviewedRecord(RecordId id, List<PreviewedChunk> chunks, Map<String, Object> payload, String problem) {

    /** Copies the list. */
    public PreviewedRecord {
        chunks = List.copyOf(chunks);
    }

    /** The tokens of all chunks. */
    public long tokens() {
        return chunks.stream().mapToLong(PreviewedChunk::tokens).sum();
    }
}
