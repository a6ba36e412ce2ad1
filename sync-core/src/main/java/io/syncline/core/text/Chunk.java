package io.syncline.core.text;

/**
 * A part of a document, small enough for the embedder.
 *
 * @param text its text, with at least one visible character
 * @param tokens its length by the embedder's count
 */
public record Chunk(String text, int tokens) {}
