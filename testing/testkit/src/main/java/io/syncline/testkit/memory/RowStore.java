package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.ModelDescription;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The committed records of an {@link InMemoryRecordSource}. Thread-safe: one lock for all. */
final class RowStore {

    private record Key(ModelName model, RecordId id) {}

    private final Map<ModelName, ModelRows> models = new HashMap<>();
    private long commits;

    RowStore(Collection<ModelDescription> descriptions) {
        descriptions.forEach(description -> models.put(description.model(), new ModelRows(description)));
    }

    synchronized <T> T read(ModelName model, Function<ModelRows, T> reader) {
        return reader.apply(rows(model));
    }

    Optional<String> unknownField(ModelName model, Collection<String> names) {
        ModelDescription description = read(model, ModelRows::description);
        return names.stream()
                .filter(field -> description.field(field).isEmpty())
                .findFirst();
    }

    synchronized long commits() {
        return commits;
    }

    synchronized boolean conflicts(List<RowChange> changes, long since) {
        return changes.stream().anyMatch(change -> rows(change.model()).touchedSince(change.id(), since));
    }

    /** All changes or, if one of them throws, none. */
    synchronized void commit(List<RowChange> changes, long since, long stampMicros) {
        if (conflicts(changes, since)) {
            throw new IllegalStateException("Could not serialize: a record of this transaction was changed by another");
        }
        Map<Key, @Nullable Row> next = new LinkedHashMap<>();
        for (RowChange change : changes) {
            Key key = new Key(change.model(), change.id());
            ModelRows rows = rows(change.model());
            Row before = next.containsKey(key) ? next.get(key) : rows.row(change.id());
            long stamp = rows.description().hasChangeTime() ? stampMicros : Row.UNDATED;
            next.put(key, change.edit().apply(before, stamp));
        }
        commits++;
        next.forEach((key, row) -> rows(key.model()).install(key.id(), row, commits));
    }

    private ModelRows rows(ModelName model) {
        ModelRows rows = models.get(model);
        if (rows == null) {
            throw new SetupException("There is no model " + model + "; the source has " + models.keySet());
        }
        return rows;
    }
}
