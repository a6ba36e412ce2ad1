package io.syncline.core.adapter.reindex;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Counts the records of a model that a new collection lacks, or has in an older version, and that the source still has.
 *
 * <p>Not thread-safe.
 */
public final class ModelDiff {

    private static final int BATCH = 500;

    private final ModelKey key;
    private final BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing;
    private final Set<RecordId> excluded;
    private final List<RecordId> lacking = new ArrayList<>();
    private final List<RecordId> outdated = new ArrayList<>();
    private long missing;
    private long stale;
    private long deleted;

    /**
     * Begins a comparison.
     *
     * @param key the model
     * @param existing returns which of at most 500 records the source still has
     * @param excluded records that may be missing or stale
     */
    public ModelDiff(
            ModelKey key, BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Set<RecordId> excluded) {
        this.key = key;
        this.existing = existing;
        this.excluded = excluded;
    }

    /**
     * Adds a record that the new collection lacks.
     *
     * @param id the record
     */
    public void missing(RecordId id) {
        if (excluded.contains(id)) {
            return;
        }
        lacking.add(id);
        if (lacking.size() == BATCH) {
            missing += countExisting(lacking);
        }
    }

    /**
     * Adds a record that the new collection has.
     *
     * @param record the record there
     * @param wantedVersion its version in the serving collection
     */
    public void found(IdAndVersion record, long wantedVersion) {
        if (record.version() < wantedVersion && !excluded.contains(record.id())) {
            outdated.add(record.id());
        }
        if (outdated.size() == BATCH) {
            stale += countExisting(outdated);
        }
    }

    /**
     * The result, after all records were added.
     *
     * @param serving number of records in the serving collection
     * @param building number of records in the new collection
     */
    public ModelComparison result(long serving, long building) {
        missing += countExisting(lacking);
        stale += countExisting(outdated);
        return new ModelComparison(key, serving, building, missing, stale, deleted);
    }

    /** The number of the records that the source still has; counts the others as deleted. */
    private long countExisting(List<RecordId> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        Set<RecordId> found = existing.apply(key, List.copyOf(ids));
        long count = ids.stream().filter(found::contains).count();
        deleted += ids.size() - count;
        ids.clear();
        return count;
    }
}
