package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The versions of the records of a model in two collections.
 *
 * @param old in the serving one
 * @param fresh in the new one
 */
record VersionComparison(Map<RecordId, Long> old, Map<RecordId, Long> fresh) {

    private static final int MOST_ASKED = 500;

    ModelComparison compare(
            ModelKey key, Set<RecordId> excluded, BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        List<RecordId> behind = old.keySet().stream()
                .filter(id -> !excluded.contains(id))
                .filter(id -> fresh.getOrDefault(id, -1L) < old.getOrDefault(id, 0L))
                .sorted()
                .toList();
        long missing = 0;
        long stale = 0;
        for (int from = 0; from < behind.size(); from += MOST_ASKED) {
            List<RecordId> asked = behind.subList(from, Math.min(behind.size(), from + MOST_ASKED));
            for (RecordId id : existing.apply(key, asked)) {
                missing += fresh.containsKey(id) ? 0 : 1;
                stale += fresh.containsKey(id) ? 1 : 0;
            }
        }
        return new ModelComparison(key, old.size(), fresh.size(), missing, stale, behind.size() - missing - stale);
    }
}
