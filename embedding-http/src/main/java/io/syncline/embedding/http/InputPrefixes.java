package io.syncline.embedding.http;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.embedding.InputType;

/**
 * What a model expects before documents and before queries, if it learns from the text which of the two it is.
 *
 * @param document before documents; may be empty
 * @param query before queries; may be empty
 */
public record InputPrefixes(String document, String query) {

    /** No prefix. */
    public static final InputPrefixes NONE = new InputPrefixes("", "");

    /** Refuses null. */
    public InputPrefixes {
        requireNonNull(document, "document");
        requireNonNull(query, "query");
    }

    /** A text with its prefix. */
    public String before(String text, InputType type) {
        return (type == InputType.QUERY ? query : document) + text;
    }

    /** The tokens of a text with the longer of the two prefixes, by estimate. */
    public int tokens(String text) {
        return Math.max(TokenEstimate.of(document), TokenEstimate.of(query)) + TokenEstimate.of(text);
    }
}
