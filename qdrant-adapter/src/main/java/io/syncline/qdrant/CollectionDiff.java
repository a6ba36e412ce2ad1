package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Compares two collections record by record. Both are listed in the order of ids, so memory use is constant. */
final class CollectionDiff {

    private final QdrantConnection connection;
    private final Target old;
    private final Target fresh;
    private final BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing;

    CollectionDiff(
            QdrantConnection connection,
            Target old,
            Target fresh,
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        this.connection = connection;
        this.old = old;
        this.fresh = fresh;
        this.existing = existing;
    }

    /** Compares all models of the old collection, and adds the records that both have to a sample. */
    List<ModelComparison> compare(ReservoirSample sample) {
        List<ModelComparison> comparisons = new ArrayList<>();
        for (ModelKey key : new ModelKeys(connection, old).all()) {
            comparisons.add(compare(key, sample));
        }
        return comparisons;
    }

    private ModelComparison compare(ModelKey key, ReservoirSample sample) {
        long prefix = PointId.prefix(key);
        RecordCursor left = new RecordCursor(new Reader(connection, old, key));
        RecordCursor right = new RecordCursor(new Reader(connection, fresh, key));
        ModelDiff diff = new ModelDiff(key, existing);
        IdAndVersion wanted = left.next();
        IdAndVersion found = right.next();
        while (wanted != null) {
            int order = found == null ? -1 : wanted.id().compareTo(found.id());
            if (order < 0) {
                diff.missing(wanted.id());
            } else if (order == 0 && found != null) {
                diff.found(found, wanted.version());
                sample.add(PointId.of(prefix, found.id(), 0));
            }
            IdAndVersion current = found;
            wanted = order <= 0 ? left.next() : wanted;
            found = order >= 0 ? right.next() : current;
        }
        drain(right, found);
        return diff.result(left.records(), right.records());
    }

    private static void drain(RecordCursor cursor, @Nullable IdAndVersion first) {
        IdAndVersion rest = first;
        while (rest != null) {
            rest = cursor.next();
        }
    }
}
