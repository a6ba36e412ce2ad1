package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.PointId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Deletes points of one model: asks which ones there are, then deletes exactly these, if no newer epoch has written them
 * meanwhile.
 */
final class Remover {

    private static final String[] FIELDS = {Fields.EPOCH};

    private final Connection connection;
    private final Target target;
    private final ModelKey key;
    private final Guard guard;

    Remover(Connection connection, Target target, ModelKey key, Guard guard) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = guard;
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
        List<UUID> doomed = new ArrayList<>();
        List<UUID> newer = new ArrayList<>();
        Call call = Call.read("find the points of " + records.size() + " records of " + key);
        new Reader(connection, target, key).forEachPoint(call, records, FIELDS, (id, payload) -> {
            if (surplus.test(id)) {
                (epoch(payload) > guard.epoch() ? newer : doomed).add(id);
            }
        });
        Lists.partition(doomed, target.idsPerFilter()).forEach(this::deletePoints);
        if (!newer.isEmpty()) {
            throw new LostRaceException("A newer run has written " + newer.size() + " points of " + key
                    + " that were to be deleted; they were left as they are. Another process syncs " + key.model());
        }
    }

    private void deletePoints(List<UUID> ids) {
        PointsSelector.Builder selector = PointsSelector.newBuilder();
        if (target.guardedByServer()) {
            selector.setFilter(guard.deletable(ids));
        } else {
            selector.setPoints(PointsIdsList.newBuilder()
                    .addAllIds(ids.stream().map(Filters::pointId).toList()));
        }
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
                                        .setPoints(selector)
                                        .build())));
    }

    private static long epoch(Map<String, Value> payload) {
        return payload.getOrDefault(Fields.EPOCH, Value.getDefaultInstance()).getIntegerValue();
    }
}
