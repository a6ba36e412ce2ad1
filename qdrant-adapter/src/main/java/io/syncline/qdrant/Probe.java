package io.syncline.qdrant;

/** Finds out what is stored where an upsert is going to write. Not thread-safe. */
interface Probe {

    /** The result, from the least to the most care that a write has to take. */
    enum Finding {
        /** No point is stored. */
        NOTHING,
        /** Only points that an older epoch wrote for this model. */
        OLDER,
        /** Points that could prevent the write, or too many ids to know. */
        CONFLICTS
    }

    /** Waits for the result; the same at each call. */
    Finding await();
}
