package io.syncline.api;

import java.util.Map;

/**
 * A record that answers a search, by its best chunk.
 *
 * @param model the model of the record
 * @param id the record
 * @param score cosine similarity of query and chunk, from -1 to 1, higher is nearer; compare scores of one embedder only
 * @param text the chunk's text
 * @param chunkIndex which chunk of the record, counted from 0
 * @param payload what else is stored with the chunk, by name: strings, longs, doubles, booleans and lists of these
 */
public record SearchHit(
        ModelName model, RecordId id, double score, String text, int chunkIndex, Map<String, Object> payload) {

    /** Copies the payload. */
    public SearchHit {
        payload = Map.copyOf(payload);
    }
}
