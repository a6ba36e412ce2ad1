package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.reindex.ModelDiff;
import io.syncline.core.adapter.reindex.ReservoirSample;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares two collections record by record. Both are listed in the same order, that of the ids of points, so memory use is
 * constant.
 */
final class CollectionDiff {

    /** The order of listings: texts by their hashes. */
    private static final Comparator<RecordId> ORDER = Comparator.<RecordId, PointId.Kind>comparing(PointId.Kind::of)
            .thenComparingLong(PointId::bits)
            .thenComparing(Comparator.naturalOrder());

    private final QdrantConnection connection;
    private final Target old;
    private final Target fresh;
    private final Function<ModelKey, ModelDiff> diffs;

    /**
     * Prepares a comparison.
     *
     * @param diffs begins the comparison of a model
     */
    CollectionDiff(QdrantConnection connection, Target old, Target fresh, Function<ModelKey, ModelDiff> diffs) {
        this.connection = connection;
        this.old = old;
        this.fresh = fresh;
        this.diffs = diffs;
    }

    /** Compares all models of the old collection, and adds the records that both have to a sample. */
    List<ModelComparison> compare(ReservoirSample<UUID> sample) {
        List<ModelComparison> comparisons = new ArrayList<>();
        for (ModelKey key : new ModelKeys(connection, old).all()) {
            comparisons.add(compare(key, sample));
        }
        return comparisons;
    }

    private ModelComparison compare(ModelKey key, ReservoirSample<UUID> sample) {
        PointIds ids = new PointIds(key);
        RecordCursor left = new RecordCursor(new Reader(connection, old, key));
        RecordCursor right = new RecordCursor(new Reader(connection, fresh, key));
        ModelDiff diff = diffs.apply(key);
        IdAndVersion wanted = left.next();
        IdAndVersion found = right.next();
        while (wanted != null) {
            int order = found == null ? -1 : ORDER.compare(wanted.id(), found.id());
            if (order < 0) {
                diff.missing(wanted.id());
            } else if (order == 0 && found != null) {
                diff.found(found, wanted.version());
                sample.add(ids.of(found.id(), 0));
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
