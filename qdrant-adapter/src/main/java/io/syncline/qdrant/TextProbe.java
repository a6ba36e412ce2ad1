package io.syncline.qdrant;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points that are stored under the ids of records that are texts. These ids are spread over all of the model, so
 * that the first one in their range says nothing, and a stored point may belong to another text with the same hash.
 */
final class TextProbe implements Probe {

    private final QdrantConnection connection;
    private final StoredPoints stored;
    private final Call call;
    private final Map<UUID, RecordId> records;
    private final List<ListenableFuture<GetResponse>> answers = new ArrayList<>();
    private @Nullable Finding finding;

    /**
     * Sends the requests.
     *
     * @param records the points that are going to be written, with the record of each
     */
    TextProbe(QdrantConnection connection, Target target, StoredPoints stored, Map<UUID, RecordId> records) {
        this.connection = connection;
        this.stored = stored;
        this.records = records;
        this.call = Call.read("check " + records.size() + " points for other writers in " + target.collection());
        for (List<UUID> part : Lists.partition(List.copyOf(records.keySet()), target.readLimit())) {
            GetPoints.Builder request = GetPoints.newBuilder()
                    .setCollectionName(target.collection())
                    .setWithPayload(PayloadFields.only(StoredPoints.FIELDS));
            part.forEach(id -> request.addIds(PointFilters.pointId(id)));
            answers.add(connection.points().get(request.build()));
        }
    }

    /** {@inheritDoc} Fails if a point belongs to another record. */
    @Override
    public Finding await() {
        Finding known = finding;
        if (known == null) {
            known = find();
            finding = known;
        }
        return known;
    }

    private Finding find() {
        Finding found = Finding.NOTHING;
        for (ListenableFuture<GetResponse> answer : answers) {
            for (RetrievedPoint point : connection.await(call, answer).getResultList()) {
                Finding each = examine(point);
                found = each.compareTo(found) > 0 ? each : found;
            }
        }
        return found;
    }

    private Finding examine(RetrievedPoint point) {
        Map<String, Value> payload = point.getPayloadMap();
        RecordId record = records.get(UUID.fromString(point.getId().getUuid()));
        if (record == null) {
            return Finding.CONFLICTS;
        }
        UUID id = UUID.fromString(point.getId().getUuid());
        stored.refuseOther(id, payload, record);
        return stored.isOlder(id, payload) ? Finding.OLDER : Finding.CONFLICTS;
    }
}
