package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
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

    private static final String[] FIELDS = {PayloadFields.EPOCH, PayloadFields.POINT_TYPE};

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final WriteGuard guard;
    private final long epoch;

    Quarantiner(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = new WriteGuard(key, epoch);
        this.epoch = epoch;
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
        if (records.isEmpty()) {
            return;
        }
        List<UUID> changed = new ArrayList<>();
        List<UUID> newer = new ArrayList<>();
        Call call = Call.read("find the points of " + records.size() + " records of " + key);
        new Reader(connection, target, key).forEachPoint(call, records, FIELDS, (id, there) -> {
            if (PayloadValues.epoch(there) > epoch) {
                newer.add(id);
            } else if (PayloadValues.of(from).equals(there.get(PayloadFields.POINT_TYPE))) {
                changed.add(id);
            }
        });
        Lists.partition(changed, target.idsPerFilter()).forEach(part -> set(part, payload));
        if (!newer.isEmpty()) {
            throw new LostRaceException("A newer run has written " + newer.size() + " points of " + key
                    + " whose quarantine was to be changed; they were not changed. Another process syncs "
                    + key.model());
        }
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
