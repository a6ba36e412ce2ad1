package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether stored points could prevent an upsert of records that are numbers. The first stored point in the range of the ids shows cheaply
 * whether there are any; if so, the server counts the conflicting ones by its indexes, which costs much less than reading
 * the points. Not thread-safe.
 */
final class ConflictProbe implements Probe {

    private final QdrantConnection connection;
    private final Target target;
    private final WriteGuard guard;
    private final List<UUID> ids;
    private final ListenableFuture<ScrollResponse> firstInRange;
    private @Nullable Finding finding;

    private ConflictProbe(QdrantConnection connection, Target target, WriteGuard guard, List<UUID> ids) {
        this.connection = connection;
        this.target = target;
        this.guard = guard;
        this.ids = ids;
        firstInRange = connection
                .points()
                .scroll(ScrollPoints.newBuilder()
                        .setCollectionName(target.collection())
                        .setOffset(PointFilters.pointId(Collections.min(ids, PointScroll.ORDER)))
                        .setLimit(1)
                        .setWithPayload(PayloadFields.none())
                        .build());
    }

    /**
     * Sends the first request.
     *
     * @param ids at least one
     */
    static ConflictProbe start(QdrantConnection connection, Target target, WriteGuard guard, List<UUID> ids) {
        return new ConflictProbe(connection, target, guard, ids);
    }

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
        Call call = Call.read("check " + ids.size() + " points for other writers in " + target.collection());
        List<RetrievedPoint> first = connection.await(call, firstInRange).getResultList();
        if (first.isEmpty() || isAfterAll(first.get(0))) {
            return Finding.NOTHING;
        }
        if (ids.size() > target.idsPerFilter()) {
            return Finding.CONFLICTS;
        }
        CountPoints conflicts = CountPoints.newBuilder()
                .setCollectionName(target.collection())
                .setFilter(guard.conflicts(ids))
                .setExact(true)
                .build();
        long number = connection
                .await(call, connection.points().count(conflicts))
                .getResult()
                .getCount();
        return number == 0 ? Finding.OLDER : Finding.CONFLICTS;
    }

    private boolean isAfterAll(RetrievedPoint point) {
        UUID last = Collections.max(ids, PointScroll.ORDER);
        return PointScroll.ORDER.compare(UUID.fromString(point.getId().getUuid()), last) > 0;
    }
}
