package io.syncline.sql.internal.key;

/** What a column of a key holds. */
public enum KeyKind {
    /** A whole number of at most 64 bits; a {@link Long}. */
    INTEGER,
    /** A UUID; a {@link String} in lower case, with hyphens. */
    UUID,
    /** Any other text; a {@link String}. */
    TEXT
}
