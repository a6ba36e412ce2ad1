package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Compares two collections record by record: both are listed in the order of ids, so memory stays constant. */
final class Comparison {

    private final Connection connection;
    private final Target old;
    private final Target fresh;
    private final BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing;

    Comparison(
            Connection connection,
            Target old,
            Target fresh,
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        this.connection = connection;
        this.old = old;
        this.fresh = fresh;
        this.existing = existing;
    }

    /** Compares all models of the old collection, and takes a sample of the records that both have. */
    List<ModelComparison> compare(Sample sample) {
        List<ModelComparison> comparisons = new ArrayList<>();
        for (ModelKey key : new ModelKeys(connection, old).all()) {
            comparisons.add(compare(key, sample));
        }
        return comparisons;
    }

    private ModelComparison compare(ModelKey key, Sample sample) {
        long prefix = PointId.prefix(key);
        RecordCursor left = new RecordCursor(new Reader(connection, old, key));
        RecordCursor right = new RecordCursor(new Reader(connection, fresh, key));
        Suspects suspects = new Suspects(key, existing);
        IdAndVersion wanted = left.next();
        IdAndVersion found = right.next();
        while (wanted != null) {
            int order = found == null ? -1 : wanted.id().compareTo(found.id());
            if (order < 0) {
                suspects.lacks(wanted.id());
            } else if (order == 0 && found != null) {
                suspects.has(found, wanted.version());
                sample.add(PointId.of(prefix, found.id(), 0));
            }
            IdAndVersion behind = found;
            wanted = order <= 0 ? left.next() : wanted;
            found = order >= 0 ? right.next() : behind;
        }
        drain(right, found);
        return suspects.compared(left.records(), right.records());
    }

    private static void drain(RecordCursor cursor, @Nullable IdAndVersion first) {
        IdAndVersion rest = first;
        while (rest != null) {
            rest = cursor.next();
        }
    }
}
