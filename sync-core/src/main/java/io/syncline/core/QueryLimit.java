package io.syncline.core;

import io.syncline.core.port.Embedder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts queries to what an embedder accepts. A text to search for may be pasted, and its beginning says what it is about. */
final class QueryLimit {

    private static final Logger LOG = LoggerFactory.getLogger(QueryLimit.class);

    private QueryLimit() {}

    /** The longest beginning of a query that the embedder accepts, up to the end of a word; logs a warning if it is cut. */
    static String fit(Embedder embedder, String query) {
        int limit = embedder.limits().tokensPerInput();
        int tokens = embedder.tokens(query);
        if (tokens <= limit) {
            return query;
        }
        String fitting = wholeWords(query, longest(embedder, query, limit));
        LOG.warn(
                "The query has {} tokens and the embedder accepts {}: only its first {} of {} characters are searched by"
                        + " meaning",
                tokens,
                limit,
                fitting.length(),
                query.length());
        return fitting;
    }

    /** The length of the longest beginning within the limit, at least 1 character. */
    private static int longest(Embedder embedder, String query, int limit) {
        int fits = 1;
        int tooLong = query.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (embedder.tokens(query.substring(0, middle)) <= limit) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return fits;
    }

    private static String wholeWords(String query, int length) {
        if (length == query.length()) {
            return query;
        }
        int end = length;
        while (end > 0 && !Character.isWhitespace(query.charAt(end))) {
            end--;
        }
        if (query.substring(0, end).isBlank()) {
            end = Character.isLowSurrogate(query.charAt(length)) && length > 1 ? length - 1 : length;
        }
        return query.substring(0, end);
    }
}
