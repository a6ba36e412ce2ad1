package io.syncline.core.text;

/**
 * A part of a document's text.
 *
 * @param name what the part is about, such as the label of a long field; empty for the short fields
 * @param text its text, never blank
 * @param apart whether it forms chunks of its own
 */
record TextSection(String name, String text, boolean apart) {}
