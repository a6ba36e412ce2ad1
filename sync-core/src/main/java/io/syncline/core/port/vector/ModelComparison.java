package io.syncline.core.port.vector;

/**
 * Compares the records of one model in the serving collection and in the new one.
 *
 * @param key the model
 * @param serving number of records in the serving collection
 * @param building number of records in the new collection
 * @param missing number of records that the serving collection and the source have, and the new collection lacks
 * @param stale number of records that the new collection has in an older version, and the source still has
 * @param deleted number of missing or stale records that were deleted in the source; a cleanup removes them
 */
public record ModelComparison(ModelKey key, long serving, long building, long missing, long stale, long deleted) {

    /**
     * Whether no record of this model is missing or stale. Records that only the new collection has do not matter.
     */
    public boolean agrees() {
        return missing == 0 && stale == 0;
    }
}
