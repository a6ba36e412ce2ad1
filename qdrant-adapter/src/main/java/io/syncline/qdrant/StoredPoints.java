package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
     * Asks what stands at some points.
     *
     * @param versions the points to be written or written, each with its source version
     */
    Look look(Map<UUID, Long> versions) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(Fields.only(Fields.SOURCE, Fields.MODEL_NAME, Fields.EPOCH, Fields.SOURCE_VERSION));
        versions.keySet().forEach(id -> request.addIds(Filters.pointId(id)));
        return new Look(versions, connection.points().get(request.build()));
    }

    /** Those points of documents that stand there already as they are to be written. */
    Set<UUID> same(List<EmbeddedDocument> documents) {
        Map<RecordId, EmbeddedDocument> byId = new HashMap<>();
        documents.forEach(document -> byId.put(document.id(), document));
        Set<UUID> same = new HashSet<>();
        Call call = Call.read("look for " + documents.size() + " records of " + key);
        new Reader(connection, target, key).forEachPoint(call, byId.keySet(), StampBuilder.FIELDS, (id, there) -> {
            if (isSame(there, byId.get(PointId.record(id)))) {
                same.add(id);
            }
        });
        return same;
    }

    private boolean isSame(Map<String, Value> there, @Nullable EmbeddedDocument wanted) {
        return wanted != null
                && whole(there, Fields.EPOCH) == epoch
                && whole(there, Fields.SOURCE_VERSION) == wanted.sourceVersion()
                && whole(there, Fields.CHUNK_COUNT) == wanted.chunks().size()
                && text(there, Fields.CONTENT_HASH).equals(wanted.contentHash())
                && text(there, Fields.FINGERPRINT).equals(wanted.fingerprint());
    }

    /** Fails if what stands there is somebody else's, or newer. */
    void refuseNewer(Look look) {
        countOlder(look);
    }

    /**
     * Fails if points are not there as they were written. The server does not tell of its own accord which of them its
     * condition has kept out. Points that a newer run has deleted meanwhile are no failure.
     */
    void requireWritten(Look look) {
        if (countOlder(look) > 0) {
            throw new RejectedException("Points of " + key + " in collection " + target.collection()
                    + " keep their older version: Qdrant cannot tell epochs and versions apart that differ by little"
                    + " beyond 2^53. Use smaller numbers");
        }
    }

    /** Refuses what is newer or somebody else's, and counts what is older. */
    private long countOlder(Look look) {
        Call call = Call.read("look at " + look.versions().size() + " points of " + key);
        long older = 0;
        for (RetrievedPoint point : connection.await(call, look.answer()).getResultList()) {
            Map<String, Value> there = point.getPayloadMap();
            refuseStranger(there);
            UUID id = UUID.fromString(point.getId().getUuid());
            older += compare(there, look.versions().getOrDefault(id, Long.MAX_VALUE)) < 0 ? 1 : 0;
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

    private static long whole(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue();
    }

    private static String text(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance()).getStringValue();
    }

    /**
     * A question that is on its way.
     *
     * @param versions the points asked for, each with its source version
     * @param answer what stands there
     */
    record Look(Map<UUID, Long> versions, ListenableFuture<GetResponse> answer) {}
}
