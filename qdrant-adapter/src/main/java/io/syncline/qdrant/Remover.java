package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Deletes points of one model: lists them, then deletes exactly these, unless a newer epoch has written them meanwhile.
 */
final class Remover {

    private static final String[] FIELDS = {PayloadFields.EPOCH};

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final WriteGuard guard;
    private final long epoch;

    Remover(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = new WriteGuard(key, epoch);
        this.epoch = epoch;
    }

    void delete(Collection<RecordId> ids) {
        remove(ids, id -> true);
    }

    void trim(Map<RecordId, Integer> keep) {
        remove(keep.keySet(), id -> PointId.chunk(id) >= keep.getOrDefault(PointId.record(id), PointId.MAX_CHUNKS));
    }

    private void remove(Collection<RecordId> records, Predicate<UUID> surplus) {
        if (records.isEmpty()) {
            return;
        }
        List<UUID> deletable = new ArrayList<>();
        List<UUID> newer = new ArrayList<>();
        Call call = Call.read("find the points of " + records.size() + " records of " + key);
        new Reader(connection, target, key).forEachPoint(call, records, FIELDS, (id, payload) -> {
            if (surplus.test(id)) {
                (PayloadValues.epoch(payload) > epoch ? newer : deletable).add(id);
            }
        });
        Lists.partition(deletable, target.idsPerFilter()).forEach(this::deletePoints);
        if (!newer.isEmpty()) {
            throw new LostRaceException("A newer run has written " + newer.size() + " points of " + key
                    + " that were to be deleted; they were not deleted. Another process syncs " + key.model());
        }
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
