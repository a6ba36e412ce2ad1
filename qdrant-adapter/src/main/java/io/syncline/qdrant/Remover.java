package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.DeletePoints;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Deletes points of one model, unless a newer epoch has written them meanwhile. */
final class Remover {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final WriteGuard guard;
    private final FencedPoints points;

    Remover(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = new WriteGuard(key, epoch);
        this.points = new FencedPoints(connection, target, key, epoch);
    }

    void delete(Collection<RecordId> ids) {
        remove(ids, chunk -> true);
    }

    /** Deletes all points of the model. */
    void deleteAll() {
        points.writeAll(this::deletePoints);
    }

    void trim(Map<RecordId, Integer> keep) {
        remove(keep.keySet(), chunk -> chunk.index() >= keep.getOrDefault(chunk.record(), PointId.MAX_CHUNKS));
    }

    private void remove(Collection<RecordId> records, Predicate<StoredChunk> surplus) {
        points.write(records, List.of(), surplus, this::deletePoints);
    }

    /** Deletes points by id, at most as many as a filter may name. */
    void deletePoints(List<UUID> ids) {
        Call call = Call.write("delete " + ids.size() + " points of " + key);
        Writer.requireCompleted(
                call,
                connection.await(
                        call,
                        connection
                                .points()
                                .delete(DeletePoints.newBuilder()
                                        .setCollectionName(target.collection())
                                        .setWait(true)
                                        .setPoints(guard.selector(target, ids))
                                        .build())));
    }
}
