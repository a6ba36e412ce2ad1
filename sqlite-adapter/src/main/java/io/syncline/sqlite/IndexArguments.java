package io.syncline.sqlite;

import io.syncline.api.RecordId;
import java.util.Collection;

/** Checks of what the methods of a sink are given. */
final class IndexArguments {

    private static final int MAX_IDS = 1000;

    private IndexArguments() {}

    static void checkSize(Collection<RecordId> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
        }
    }

    static void checkEpoch(long epoch) {
        if (epoch <= 0) {
            throw new IllegalArgumentException("The epoch must be positive, not " + epoch);
        }
    }
}
