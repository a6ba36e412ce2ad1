package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts the points of one model into quarantine, and lifts it: lists the points, then changes the point type of those that
 * need it, unless a newer epoch has written them meanwhile. Searches filter by the point type anyway, so quarantine needs
 * no further index and works in existing collections.
 */
final class Quarantiner {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final WriteGuard guard;
    private final long epoch;
    private final FencedPoints points;

    Quarantiner(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = new WriteGuard(key, epoch);
        this.epoch = epoch;
        this.points = new FencedPoints(connection, target, key, epoch);
    }

    void quarantine(Collection<RecordId> records, Quarantine quarantine) {
        change(
                records,
                PayloadFields.DATA,
                Map.of(
                        PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.QUARANTINED),
                        PayloadFields.QUARANTINED_SINCE,
                                PayloadValues.of(quarantine.since().toEpochMilli()),
                        PayloadFields.QUARANTINED_UNTIL,
                                PayloadValues.of(quarantine.until().toEpochMilli()),
                        PayloadFields.EPOCH, PayloadValues.of(epoch)));
    }

    void lift(Collection<RecordId> records) {
        Value none = Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        change(
                records,
                PayloadFields.QUARANTINED,
                Map.of(
                        PayloadFields.POINT_TYPE,
                        PayloadValues.of(PayloadFields.DATA),
                        PayloadFields.QUARANTINED_SINCE,
                        none,
                        PayloadFields.QUARANTINED_UNTIL,
                        none,
                        PayloadFields.EPOCH,
                        PayloadValues.of(epoch)));
    }

    private void change(Collection<RecordId> records, String from, Map<String, Value> payload) {
        Value type = PayloadValues.of(from);
        points.write(
                records,
                List.of(PayloadFields.POINT_TYPE),
                chunk -> PayloadValues.epoch(chunk.payload()) > epoch
                        || type.equals(chunk.payload().get(PayloadFields.POINT_TYPE)),
                part -> set(part, payload));
    }

    private void set(List<UUID> ids, Map<String, Value> payload) {
        SetPayloadPoints request = SetPayloadPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .setPointsSelector(guard.selector(target, ids))
                .putAllPayload(payload)
                .build();
        Call call = Call.write("change the quarantine of " + ids.size() + " points of " + key);
        Writer.requireCompleted(call, connection.await(call, connection.points().setPayload(request)));
    }
}
