package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the stored points after a conditional write, or before a write that cannot be conditional. */
final class StoredPoints {

    /** The fields that tell who wrote a point, and when. */
    static final List<String> FIELDS = List.of(
            PayloadFields.SOURCE,
            PayloadFields.MODEL_NAME,
            PayloadFields.POINT_TYPE,
            PayloadFields.RECORD_ID,
            PayloadFields.EPOCH,
            PayloadFields.SOURCE_VERSION);

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final long epoch;
    private final PointOwner owner;

    StoredPoints(QdrantConnection connection, Target target, ModelKey key, long epoch) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.epoch = epoch;
        this.owner = new PointOwner(key);
    }

    /** Requests the stored state of the points of a batch, which are or will be written. */
    Lookup lookup(PointBatch batch) {
        Map<UUID, PointBatch.Entry> points = batch.byId();
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(PayloadFields.only(FIELDS));
        points.keySet().forEach(id -> request.addIds(PointFilters.pointId(id)));
        return new Lookup(points, connection.points().get(request.build()));
    }

    /** The points of documents that are already stored as they would be written. */
    Set<UUID> same(List<EmbeddedDocument> documents) {
        Map<RecordId, EmbeddedDocument> byId = new HashMap<>();
        documents.forEach(document -> byId.put(document.id(), document));
        Set<UUID> same = new HashSet<>();
        Call call = Call.read("read the stored state of " + documents.size() + " records of " + key);
        new Reader(connection, target, key).forEachChunk(call, byId.keySet(), QdrantStampBuilder.FIELDS, chunk -> {
            if (isSame(chunk.payload(), byId.get(chunk.record()))) {
                same.add(chunk.id());
            }
        });
        return same;
    }

    private boolean isSame(Map<String, Value> there, @Nullable EmbeddedDocument wanted) {
        return wanted != null
                && PayloadValues.whole(there, PayloadFields.EPOCH) == epoch
                && PayloadValues.whole(there, PayloadFields.SOURCE_VERSION) == wanted.sourceVersion()
                && PayloadValues.whole(there, PayloadFields.CHUNK_COUNT)
                        == wanted.chunks().size()
                && PayloadValues.text(there, PayloadFields.CONTENT_HASH).equals(wanted.contentHash())
                && PayloadValues.text(there, PayloadFields.FINGERPRINT).equals(wanted.fingerprint());
    }

    /** Fails if a stored point belongs to another model or record, or is newer. */
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

    /** Refuses points that are newer or belong to another model or record, and counts the older ones. */
    private long countOlder(Lookup lookup) {
        Call call = Call.read("read " + lookup.points().size() + " points of " + key);
        long older = 0;
        for (RetrievedPoint point : connection.await(call, lookup.answer()).getResultList()) {
            PointBatch.Entry written =
                    lookup.points().get(UUID.fromString(point.getId().getUuid()));
            if (written != null) {
                refuseOther(UUID.fromString(point.getId().getUuid()), point.getPayloadMap(), written.record());
                older += compare(point.getPayloadMap(), written.version()) < 0 ? 1 : 0;
            }
        }
        return older;
    }

    /**
     * Fails if a stored point belongs to another model, or to another text with the same hash. Numbers cannot collide, so a
     * point that names none, or another one, is a damaged one of this record.
     */
    void refuseOther(UUID id, Map<String, Value> stored, RecordId record) {
        refuseOtherModel(id, stored, record);
        RecordId other = PayloadValues.recordId(stored)
                .filter(named -> !named.isNumber() && !record.isNumber())
                .orElse(record);
        if (!other.equals(record)) {
            throw new RejectedException("Record " + record + " of " + key + " cannot be stored in collection "
                    + target.collection() + ": its points would have the same ids as those of record " + other
                    + ", which were left as they are. Change the id of one of them in the source");
        }
    }

    /** Whether an older epoch wrote a point of the model. */
    boolean isOlder(UUID id, Map<String, Value> stored) {
        return owner.record(id, stored).isPresent()
                && PayloadValues.epoch(stored) > 0
                && PayloadValues.epoch(stored) < epoch;
    }

    private int compare(Map<String, Value> stored, long version) {
        long storedEpoch = PayloadValues.whole(stored, PayloadFields.EPOCH);
        long storedVersion = PayloadValues.whole(stored, PayloadFields.SOURCE_VERSION);
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

    private void refuseOtherModel(UUID id, Map<String, Value> stored, RecordId record) {
        if (owner.isOthers(stored)) {
            throw new RejectedException("Record " + record + " of " + key + " cannot be stored in collection "
                    + target.collection() + ": point " + id + " has an id of this record and says that it belongs to '"
                    + PayloadValues.text(stored, PayloadFields.MODEL_NAME) + "' of '"
                    + PayloadValues.text(stored, PayloadFields.SOURCE)
                    + "', so it was left as it is. Delete it if nobody needs it, or give " + key
                    + " a collection of its own");
        }
    }

    /**
     * A pending request.
     *
     * @param points the requested points by id
     * @param answer their stored state
     */
    record Lookup(Map<UUID, PointBatch.Entry> points, ListenableFuture<GetResponse> answer) {}
}
