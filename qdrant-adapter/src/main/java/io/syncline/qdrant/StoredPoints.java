package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ModelKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks at what stands where points are written: after a conditional write, or before one that cannot be conditional. */
final class StoredPoints {

    private final Connection connection;
    private final Target target;
    private final ModelKey key;
    private final long epoch;

    StoredPoints(Connection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.epoch = epoch;
    }

    /**
     * Fails if what stands there is somebody else's, or newer.
     *
     * @param versions the points to be written, each with its source version
     */
    void refuseNewer(Map<UUID, Long> versions) {
        compare(versions);
    }

    /**
     * Fails if points are not there as they were written. The server does not tell of its own accord which of them its
     * condition has kept out. Points that a newer run has deleted meanwhile are no failure.
     *
     * @param versions the points written, each with its source version
     */
    void requireWritten(Map<UUID, Long> versions) {
        if (compare(versions) > 0) {
            throw new RejectedException("Points of " + key + " in collection " + target.collection()
                    + " keep their older version: Qdrant cannot tell epochs and versions apart that differ by little"
                    + " beyond 2^53. Use smaller numbers");
        }
    }

    /** Refuses what is newer or somebody else's, and counts what is older. */
    private long compare(Map<UUID, Long> versions) {
        long older = 0;
        for (List<UUID> part : Lists.partition(List.copyOf(versions.keySet()), target.idsPerFilter())) {
            for (RetrievedPoint point : look(part)) {
                Map<String, Value> stored = point.getPayloadMap();
                refuseStranger(stored);
                long version =
                        versions.getOrDefault(UUID.fromString(point.getId().getUuid()), Long.MAX_VALUE);
                older += compare(stored, version) < 0 ? 1 : 0;
            }
        }
        return older;
    }

    private int compare(Map<String, Value> stored, long version) {
        long storedEpoch = whole(stored, Fields.EPOCH);
        long storedVersion = whole(stored, Fields.SOURCE_VERSION);
        int byEpoch = Long.compare(storedEpoch, epoch);
        int order = byEpoch != 0 ? byEpoch : Long.compare(storedVersion, version);
        if (order > 0) {
            throw new LostRaceException("Points of " + key + " in collection " + target.collection()
                    + " were written by epoch " + storedEpoch + " in version " + storedVersion + ", after epoch "
                    + epoch
                    + " in version " + version + ", and were left as they are. Another process syncs " + key.model());
        }
        return order;
    }

    private void refuseStranger(Map<String, Value> stored) {
        String source = text(stored, Fields.SOURCE);
        String model = text(stored, Fields.MODEL_NAME);
        if (!source.equals(key.source()) || !model.equals(key.model().value())) {
            throw new SetupException("Collection " + target.collection() + " has points of model '" + model
                    + "' of '" + source + "' under ids of " + key + ", which were left as they are. Give " + key
                    + " a collection of its own");
        }
    }

    private List<RetrievedPoint> look(List<UUID> ids) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(Fields.only(Fields.SOURCE, Fields.MODEL_NAME, Fields.EPOCH, Fields.SOURCE_VERSION));
        ids.forEach(id -> request.addIds(Filters.pointId(id)));
        Call call = Call.read("look at " + ids.size() + " points of " + key);
        return connection.await(call, connection.points().get(request.build())).getResultList();
    }

    private static long whole(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue();
    }

    private static String text(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance()).getStringValue();
    }
}
