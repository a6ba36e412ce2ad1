package io.syncline.core.port.embedding;

/** What a text is embedded for; models may treat the two differently. */
public enum InputType {
    /** To be stored and found. */
    DOCUMENT,
    /** To find documents. */
    QUERY
}
