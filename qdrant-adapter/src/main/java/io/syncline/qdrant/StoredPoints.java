package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ModelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks at what stands where points are to be written. */
final class StoredPoints {

    private final Connection connection;
    private final Target target;
    private final ModelKey key;

    StoredPoints(Connection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
    }

    /** Fails if points were not written because of what stands there. The server keeps that to itself. */
    void refuseObstacles(Guard guard, List<UUID> written) {
        for (List<UUID> part : Lists.partition(written, target.idsPerFilter())) {
            Call call = Call.read("check " + part.size() + " written points of " + key);
            long obstacles = connection
                    .await(
                            call,
                            connection
                                    .points()
                                    .count(CountPoints.newBuilder()
                                            .setCollectionName(target.collection())
                                            .setFilter(guard.obstacles(part))
                                            .setExact(true)
                                            .build()))
                    .getResult()
                    .getCount();
            if (obstacles > 0) {
                look(part).values().forEach(this::refuseStranger);
                throw lostRace(obstacles);
            }
        }
    }

    /** What is left of a batch without the points that must not be replaced; for servers that cannot tell themselves. */
    Batch withoutProtected(Guard guard, Batch batch) {
        Map<UUID, Map<String, Value>> stored = look(batch.ids());
        List<Batch.Entry> allowed = new ArrayList<>();
        for (Batch.Entry entry : batch.points()) {
            Map<String, Value> there = stored.getOrDefault(entry.id(), Map.of());
            if (there.isEmpty()) {
                allowed.add(entry);
                continue;
            }
            refuseStranger(there);
            long epoch = whole(there, Fields.EPOCH);
            if (epoch > guard.epoch()) {
                throw lostRace(1);
            }
            if (epoch < guard.epoch() || whole(there, Fields.SOURCE_VERSION) <= entry.version()) {
                allowed.add(entry);
            }
        }
        return new Batch(allowed);
    }

    private void refuseStranger(Map<String, Value> payload) {
        String source =
                payload.getOrDefault(Fields.SOURCE, Value.getDefaultInstance()).getStringValue();
        String model = payload.getOrDefault(Fields.MODEL_NAME, Value.getDefaultInstance())
                .getStringValue();
        if (!source.equals(key.source()) || !model.equals(key.model().value())) {
            throw new SetupException("Collection " + target.collection() + " has points of model '" + model
                    + "' of '" + source + "' under ids of " + key + ", which were left as they are. Give " + key
                    + " a collection of its own");
        }
    }

    private LostRaceException lostRace(long points) {
        return new LostRaceException("A newer run has written " + points + " of the points of " + key
                + " in collection " + target.collection() + "; they were left as they are. Another process syncs "
                + key.model());
    }

    private Map<UUID, Map<String, Value>> look(List<UUID> ids) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(Fields.only(Fields.SOURCE, Fields.MODEL_NAME, Fields.EPOCH, Fields.SOURCE_VERSION));
        ids.forEach(id -> request.addIds(Filters.pointId(id)));
        Call call = Call.read("look at " + ids.size() + " points of " + key);
        Map<UUID, Map<String, Value>> found = new HashMap<>();
        for (RetrievedPoint point :
                connection.await(call, connection.points().get(request.build())).getResultList()) {
            found.put(UUID.fromString(point.getId().getUuid()), point.getPayloadMap());
        }
        return found;
    }

    private static long whole(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue();
    }
}
