package io.syncline.qdrant;

import java.util.Collection;

/** Checks what callers of a sink pass. */
final class CallArguments {

    private static final int MAX_IDS = 1_000;

    private CallArguments() {}

    static void requirePositive(long epoch) {
        require(epoch > 0, "An epoch must be positive, not " + epoch);
    }

    static void requireFew(Collection<?> ids) {
        require(ids.size() <= MAX_IDS, "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
    }

    static void requireLimit(int limit) {
        require(limit > 0, "The limit of a page must be positive, not " + limit);
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
