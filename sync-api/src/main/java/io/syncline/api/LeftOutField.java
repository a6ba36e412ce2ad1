package io.syncline.api;

/**
 * A field that could be read and is left out of texts and payloads, because nobody named it.
 *
 * @param name technical name
 * @param reason why it is left out, such as {@code personal data}
 */
public record LeftOutField(String name, String reason) {}
