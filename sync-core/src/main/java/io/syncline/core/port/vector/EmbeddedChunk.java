package io.syncline.core.port.vector;

import io.syncline.core.port.embedding.Embedding;

/**
 * A chunk of a document with its vector.
 *
 * @param text the chunk's text
 * @param embedding its vector
 */
public record EmbeddedChunk(String text, Embedding embedding) {}
