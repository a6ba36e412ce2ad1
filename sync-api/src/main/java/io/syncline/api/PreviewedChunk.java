package io.syncline.api;

/**
 * A text as a sync would embed it.
 *
 * @param text the text
 * @param tokens its length as the embedder counts or estimates it without being asked
 */
public record PreviewedChunk(String text, int tokens) {}
