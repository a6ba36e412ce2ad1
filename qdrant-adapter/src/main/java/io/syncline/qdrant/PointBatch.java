package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.PointStruct;
import io.syncline.api.RecordId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The points of one write request.
 *
 * @param points at least one
 */
record PointBatch(List<Entry> points) {

    PointBatch {
        points = List.copyOf(points);
    }

    int size() {
        return points.size();
    }

    List<PointBatch> halves() {
        int middle = points.size() / 2;
        return List.of(
                new PointBatch(points.subList(0, middle)), new PointBatch(points.subList(middle, points.size())));
    }

    /** The points by their ids. */
    Map<UUID, Entry> byId() {
        Map<UUID, Entry> byId = new LinkedHashMap<>();
        points.forEach(point -> byId.put(point.id(), point));
        return byId;
    }

    /**
     * One point.
     *
     * @param id id of the point
     * @param record the record that it belongs to
     * @param version its source version
     * @param point the complete point
     */
    record Entry(UUID id, RecordId record, long version, PointStruct point) {}
}
