package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of one model. Guarded by the lock of {@link RowStore}. */
final class ModelRows {

    private final ModelDescription description;
    private final NavigableMap<RecordId, Row> rows = new TreeMap<>();
    /** By id, the number of the last commit that touched it, deletions included. */
    private final Map<RecordId, Long> touched = new HashMap<>();

    ModelRows(ModelDescription description) {
        this.description = description;
    }

    ModelDescription description() {
        return description;
    }

    @Nullable Row row(RecordId id) {
        return rows.get(id);
    }

    void install(RecordId id, @Nullable Row row, long commit) {
        if (row == null) {
            rows.remove(id);
        } else {
            rows.put(id, row);
        }
        touched.put(id, commit);
    }

    boolean touchedSince(RecordId id, long commit) {
        return touched.getOrDefault(id, 0L) > commit;
    }

    Stream<Row> inScope(RecordScope scope, IdRange range) {
        return IdOrder.ASCENDING.within(rows, range).filter(row -> row.inScope(scope));
    }

    /** The rows that changed last, the newest first; of the same time by descending id. */
    List<IdAndVersion> newest(RecordScope scope, int limit) {
        return inScope(scope, IdRange.ALL)
                .map(Row::idAndVersion)
                .filter(row -> row.version() > 0)
                .sorted(Comparator.comparingLong(IdAndVersion::version)
                        .thenComparing(IdAndVersion::id)
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Rows of given ids, ascending; the change time of the scope does not matter. */
    List<Row> lookUp(RecordScope scope, Collection<RecordId> ids) {
        RecordScope anyTime = scope.withoutChangeTime();
        return ids.stream()
                .distinct()
                .sorted()
                .map(id -> rows.get(id))
                .filter(Objects::nonNull)
                .filter(row -> row.inScope(anyTime))
                .toList();
    }
}
