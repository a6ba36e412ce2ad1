package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Records of a model that a new collection lacks or has in an older version, less those that are gone from the source. */
final class Suspects {

    private static final int PART = 500;

    private final ModelKey key;
    private final BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing;
    private final List<RecordId> lacking = new ArrayList<>();
    private final List<RecordId> outdated = new ArrayList<>();
    private long missing;
    private long stale;
    private long gone;

    Suspects(ModelKey key, BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        this.key = key;
        this.existing = existing;
    }

    void lacks(RecordId id) {
        lacking.add(id);
        if (lacking.size() == PART) {
            missing += ask(lacking);
        }
    }

    void has(IdAndVersion record, long wantedVersion) {
        if (record.version() < wantedVersion) {
            outdated.add(record.id());
        }
        if (outdated.size() == PART) {
            stale += ask(outdated);
        }
    }

    /** How the collections compare, once all records were seen. */
    ModelComparison compared(long serving, long building) {
        missing += ask(lacking);
        stale += ask(outdated);
        return new ModelComparison(key, serving, building, missing, stale, gone);
    }

    /** How many of some records the source still has; the others are counted as gone. */
    private long ask(List<RecordId> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        Set<RecordId> left = existing.apply(key, List.copyOf(ids));
        long there = ids.stream().filter(left::contains).count();
        gone += ids.size() - there;
        ids.clear();
        return there;
    }
}
