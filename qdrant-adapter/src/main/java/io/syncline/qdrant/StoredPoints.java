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

/** Reads the stored points after a conditional write, or before a write that cannot be conditional. */
final class StoredPoints {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final long epoch;

    StoredPoints(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.epoch = epoch;
    }

    /**
     * Requests the stored state of some points.
     *
     * @param versions the points that are or will be written, each with its source version
     */
    Lookup lookup(Map<UUID, Long> versions) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(PayloadFields.only(
                        PayloadFields.SOURCE,
                        PayloadFields.MODEL_NAME,
                        PayloadFields.EPOCH,
                        PayloadFields.SOURCE_VERSION));
        versions.keySet().forEach(id -> request.addIds(PointFilters.pointId(id)));
        return new Lookup(versions, connection.points().get(request.build()));
    }

    /** The points of documents that are already stored as they would be written. */
    Set<UUID> same(List<EmbeddedDocument> documents) {
        Map<RecordId, EmbeddedDocument> byId = new HashMap<>();
        documents.forEach(document -> byId.put(document.id(), document));
        Set<UUID> same = new HashSet<>();
        Call call = Call.read("read the stored state of " + documents.size() + " records of " + key);
        new Reader(connection, target, key)
                .forEachPoint(call, byId.keySet(), QdrantStampBuilder.FIELDS, (id, there) -> {
                    if (isSame(there, byId.get(PointId.record(id)))) {
                        same.add(id);
                    }
                });
        return same;
    }

    private boolean isSame(Map<String, Value> there, @Nullable EmbeddedDocument wanted) {
        return wanted != null
                && whole(there, PayloadFields.EPOCH) == epoch
                && whole(there, PayloadFields.SOURCE_VERSION) == wanted.sourceVersion()
                && whole(there, PayloadFields.CHUNK_COUNT) == wanted.chunks().size()
                && text(there, PayloadFields.CONTENT_HASH).equals(wanted.contentHash())
                && text(there, PayloadFields.FINGERPRINT).equals(wanted.fingerprint());
    }

    /** Fails if a stored point belongs to another model or is newer. */
    void refuseNewer(Lookup lookup) {
        countOlder(lookup);
    }

    /**
     * Fails if stored points are older than what was written: the server does not report which points its condition
     * skipped. Points that a newer run has deleted meanwhile are not a failure.
     */
    void requireWritten(Lookup lookup) {
        if (countOlder(lookup) > 0) {
            throw new RejectedException("Points of " + key + " in collection " + target.collection()
                    + " were not replaced: Qdrant cannot distinguish close epochs or versions beyond 2^53. Use smaller"
                    + " numbers");
        }
    }

    /** Refuses points that are newer or belong to another model, and counts the older ones. */
    private long countOlder(Lookup lookup) {
        Call call = Call.read("read " + lookup.versions().size() + " points of " + key);
        long older = 0;
        for (RetrievedPoint point : connection.await(call, lookup.answer()).getResultList()) {
            Map<String, Value> there = point.getPayloadMap();
            refuseOtherModel(there);
            UUID id = UUID.fromString(point.getId().getUuid());
            older += compare(there, lookup.versions().getOrDefault(id, Long.MAX_VALUE)) < 0 ? 1 : 0;
        }
        return older;
    }

    private int compare(Map<String, Value> stored, long version) {
        long storedEpoch = whole(stored, PayloadFields.EPOCH);
        long storedVersion = whole(stored, PayloadFields.SOURCE_VERSION);
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

    private void refuseOtherModel(Map<String, Value> stored) {
        String source = text(stored, PayloadFields.SOURCE);
        String model = text(stored, PayloadFields.MODEL_NAME);
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
     * A pending request.
     *
     * @param versions the requested points, each with its source version
     * @param answer their stored state
     */
    record Lookup(Map<UUID, Long> versions, ListenableFuture<GetResponse> answer) {}
}
