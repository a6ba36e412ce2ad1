package io.syncline.core.port.vector;

import java.util.List;

/**
 * Compares a new collection with the serving one.
 *
 * @param serving the collection that serves after the call
 * @param building the new collection
 * @param models the comparison of each model, ordered by source and model
 * @param indexed whether the vector index of the new collection is complete
 * @param recall the share of the true nearest neighbours that searches in the new collection find, from 0 to 1, measured
 *     on a sample
 * @param switched whether the new collection serves now
 */
public record ReindexReport(
        String serving,
        String building,
        List<ModelComparison> models,
        boolean indexed,
        double recall,
        boolean switched) {

    /** The minimum recall for a switch. */
    public static final double LEAST_RECALL = 0.95;

    /** Copies the list. */
    public ReindexReport {
        models = List.copyOf(models);
    }

    /**
     * Whether the new collection can serve: no record is missing or stale, it is indexed, and its recall is sufficient.
     */
    public boolean agrees() {
        return indexed && recall >= LEAST_RECALL && models.stream().allMatch(ModelComparison::agrees);
    }

    /** The same comparison after the new collection began to serve. */
    public ReindexReport afterSwitch() {
        return new ReindexReport(building, building, models, indexed, recall, true);
    }
}
