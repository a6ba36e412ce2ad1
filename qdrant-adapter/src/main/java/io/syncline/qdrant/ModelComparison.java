package io.syncline.qdrant;

import io.syncline.core.port.vector.ModelKey;

/**
 * The records of one model in the collection that serves and in the new one.
 *
 * @param key the model
 * @param serving how many records the serving collection has
 * @param building how many records the new collection has
 * @param missing how many records the serving collection has and the new one lacks, that the source still has
 * @param stale how many records the new collection has in an older version, that the source still has
 * @param gone how many records are missing or stale that the source no longer has; a cleanup removes them
 */
public record ModelComparison(ModelKey key, long serving, long building, long missing, long stale, long gone) {

    /**
     * Whether the new collection can replace the serving one as far as this model goes. Records that only the new one
     * has are no hindrance.
     *
     * @return true if nothing is missing or stale
     */
    public boolean agrees() {
        return missing == 0 && stale == 0;
    }
}
