package io.syncline.core.port.vector;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;

/**
 * A record near a query, by its best chunk.
 *
 * @param model the model of the record
 * @param id the record
 * @param score cosine similarity, from -1 to 1
 * @param text the chunk's text
 * @param chunkIndex which chunk, from 0
 * @param payload what else is stored with the chunk
 */
public record SinkHit(ModelName model, RecordId id, double score, String text, int chunkIndex, Payload payload) {}
