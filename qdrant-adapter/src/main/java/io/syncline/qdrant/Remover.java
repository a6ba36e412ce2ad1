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
        remove(ids, id -> true);
    }

    void trim(Map<RecordId, Integer> keep) {
        remove(keep.keySet(), id -> PointId.chunk(id) >= keep.getOrDefault(PointId.record(id), PointId.MAX_CHUNKS));
    }

    private void remove(Collection<RecordId> records, Predicate<UUID> surplus) {
        points.write(records, List.of(), (id, payload) -> surplus.test(id), this::deletePoints);
    }

    private void deletePoints(List<UUID> ids) {
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
