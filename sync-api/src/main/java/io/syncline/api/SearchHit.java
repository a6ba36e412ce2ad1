package io.syncline.api;

import java.util.Map;

/**
 * A record found by a search, with its best chunk.
 *
 * @param model the model of the record
 * @param id the record
 * @param score the cosine similarity of query and chunk, from -1 to 1, higher is closer; comparable for one embedder
 *     only
 * @param text the text of the chunk
 * @param chunkIndex the index of the chunk in the record, from 0
 * @param payload the other stored values of the chunk by name: strings, longs, doubles, booleans and lists of these
 * @param ranks why it was found
 */
public record SearchHit(
        ModelName model,
        RecordId id,
        double score,
        String text,
        int chunkIndex,
        Map<String, Object> payload,
        HitRanks ranks) {

    /** Copies the payload. */
    public SearchHit {
        payload = Map.copyOf(payload);
    }
}
