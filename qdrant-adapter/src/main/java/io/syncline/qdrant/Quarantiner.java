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
 * Hides points of one model from searches, and shows them again: asks which ones there are, then changes the type of
 * those that are not of it already, if no newer epoch has written them meanwhile. Searches look for the other type, so no
 * further index is needed, and collections that were made before quarantine was known serve as they are.
 */
final class Quarantiner {

    private static final String[] FIELDS = {Fields.EPOCH, Fields.POINT_TYPE};

    private final Connection connection;
    private final Target target;
    private final ModelKey key;
    private final Guard guard;
    private final long epoch;

    Quarantiner(Connection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.guard = new Guard(key, epoch);
        this.epoch = epoch;
    }

    void quarantine(Collection<RecordId> records, Quarantine quarantine) {
        change(
                records,
                Fields.DATA,
                Map.of(
                        Fields.POINT_TYPE, PayloadValues.of(Fields.QUARANTINED),
                        Fields.QUARANTINED_SINCE,
                                PayloadValues.of(quarantine.since().toEpochMilli()),
                        Fields.QUARANTINED_UNTIL,
                                PayloadValues.of(quarantine.until().toEpochMilli()),
                        Fields.EPOCH, PayloadValues.of(epoch)));
    }

    void lift(Collection<RecordId> records) {
        Value none = Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        change(
                records,
                Fields.QUARANTINED,
                Map.of(
                        Fields.POINT_TYPE,
                        PayloadValues.of(Fields.DATA),
                        Fields.QUARANTINED_SINCE,
                        none,
                        Fields.QUARANTINED_UNTIL,
                        none,
                        Fields.EPOCH,
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
            } else if (PayloadValues.of(from).equals(there.get(Fields.POINT_TYPE))) {
                changed.add(id);
            }
        });
        Lists.partition(changed, target.idsPerFilter()).forEach(part -> set(part, payload));
        if (!newer.isEmpty()) {
            throw new LostRaceException("A newer run has written " + newer.size() + " points of " + key
                    + " that were to be hidden or shown again; they were left as they are. Another process syncs "
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
        Call call = Call.write("hide or show " + ids.size() + " points of " + key);
        Writer.requireCompleted(call, connection.await(call, connection.points().setPayload(request)));
    }
}
