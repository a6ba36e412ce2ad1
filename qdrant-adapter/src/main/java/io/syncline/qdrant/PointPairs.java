package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.syncline.core.port.vector.ModelKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Lists the points of a model together with the points of the same records and chunks under another source. */
final class PointPairs {

    private static final WithPayloadSelector COMPARED = PayloadFields.only(CopiedPoints.COMPARED, PayloadFields.EPOCH);

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final PointIds ids;
    private final PointIds others;

    PointPairs(QdrantConnection connection, Target target, ModelKey key, ModelKey other) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.ids = new PointIds(key);
        this.others = new PointIds(other);
    }

    /**
     * Some points.
     *
     * @param points the points of the model by id
     * @param ids the ids of the points of the other source, by that of the point of the model
     * @param counterparts the stored ones of these, with the payload that is compared
     */
    record Page(Map<UUID, RetrievedPoint> points, Map<UUID, UUID> ids, Map<UUID, RetrievedPoint> counterparts) {

        UUID moved(UUID id) {
            return ids.getOrDefault(id, id);
        }
    }

    /**
     * Passes all points of the model to a consumer, which may delete them.
     *
     * @param whole whether with the whole payload and the vectors
     */
    void forEachPage(int size, boolean whole, Consumer<Page> consumer) {
        PointScroll listing = new PointScroll(
                connection,
                target,
                whole ? PayloadFields.all() : COMPARED,
                PointFilters.ownedBy(key).build());
        if (whole) {
            listing.withVectors();
        }
        Call call = Call.read("read the points of " + key);
        for (UUID next = ids.first(); next != null; ) {
            PointScroll.Page page = listing.page(call, next, size);
            Map<UUID, RetrievedPoint> points = new LinkedHashMap<>();
            Map<UUID, UUID> moved = new HashMap<>();
            for (RetrievedPoint point : page.points()) {
                UUID id = UUID.fromString(point.getId().getUuid());
                ids.kind(id).ifPresent(kind -> {
                    points.put(id, point);
                    moved.put(id, ids.moved(id, kind, others));
                });
            }
            if (!points.isEmpty()) {
                consumer.accept(new Page(points, moved, read(moved.values(), false)));
            }
            next = page.next();
        }
    }

    /**
     * Reads points by id; those that do not exist are missing.
     *
     * @param whole whether with the whole payload and the vectors
     */
    Map<UUID, RetrievedPoint> read(Collection<UUID> wanted, boolean whole) {
        Map<UUID, RetrievedPoint> found = new HashMap<>();
        for (List<UUID> part : Lists.partition(List.copyOf(wanted), target.readLimit())) {
            read(part, whole, found);
        }
        return found;
    }

    private void read(List<UUID> part, boolean whole, Map<UUID, RetrievedPoint> found) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(whole ? PayloadFields.all() : COMPARED)
                .setWithVectors(WithVectorsSelector.newBuilder().setEnable(whole));
        part.forEach(id -> request.addIds(PointFilters.pointId(id)));
        Call call = Call.read("read " + part.size() + " points of " + key);
        try {
            for (RetrievedPoint point : connection
                    .awaitSplittable(call, connection.points().get(request.build()))
                    .getResultList()) {
                found.put(UUID.fromString(point.getId().getUuid()), point);
            }
        } catch (TooLargeException e) {
            if (part.size() == 1) {
                throw e.asRejected();
            }
            Lists.partition(part, (part.size() + 1) / 2).forEach(half -> read(half, whole, found));
        }
    }
}
