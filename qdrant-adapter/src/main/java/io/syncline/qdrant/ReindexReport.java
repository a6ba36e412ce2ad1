package io.syncline.qdrant;

import java.util.List;

/**
 * How a new collection compares with the one that serves.
 *
 * @param serving the collection that serves, after whatever was done
 * @param building the collection that was built to replace another one
 * @param models how each model's records compare, ordered by source and model
 * @param indexed whether the new collection's vector index is complete
 * @param recall which part of the true nearest neighbours searches in the new collection find, from 0 to 1, on a sample
 * @param switched whether the new collection serves now
 */
public record ReindexReport(
        String serving,
        String building,
        List<ModelComparison> models,
        boolean indexed,
        double recall,
        boolean switched) {

    /** The least recall with which a new collection may serve. */
    public static final double LEAST_RECALL = 0.95;

    /** Copies the list. */
    public ReindexReport {
        models = List.copyOf(models);
    }

    /**
     * Whether the new collection may serve: it has each record in no older version, is indexed and is searched well.
     *
     * @return true if so
     */
    public boolean agrees() {
        return indexed && recall >= LEAST_RECALL && models.stream().allMatch(ModelComparison::agrees);
    }

    ReindexReport afterSwitch() {
        return new ReindexReport(building, building, models, indexed, recall, true);
    }
}
