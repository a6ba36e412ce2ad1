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
 * What stands where points are about to be written. Whether there is anything is seen from the first point in the range
 * of their ids, which costs next to nothing; if so, the server counts what matters by its indexes, which costs much less
 * than to read the points. Not thread-safe.
 */
final class Rivals {

    private final Connection connection;
    private final Target target;
    private final Guard guard;
    private final List<UUID> ids;
    private final ListenableFuture<ScrollResponse> firstInRange;
    private @Nullable Finding finding;

    private Rivals(Connection connection, Target target, Guard guard, List<UUID> ids) {
        this.connection = connection;
        this.target = target;
        this.guard = guard;
        this.ids = ids;
        firstInRange = connection
                .points()
                .scroll(ScrollPoints.newBuilder()
                        .setCollectionName(target.collection())
                        .setOffset(Filters.pointId(Collections.min(ids, Listing.ORDER)))
                        .setLimit(1)
                        .setWithPayload(Fields.none())
                        .build());
    }

    /** What is there, from the least to the most that a write has to mind. */
    enum Finding {
        /** No point at all. */
        NOTHING,
        /** At most what an older epoch wrote for this model. */
        OLDER,
        /** Something that could keep points out, or nobody knows. */
        RIVALS
    }

    /**
     * Asks.
     *
     * @param ids at least one
     */
    static Rivals ask(Connection connection, Target target, Guard guard, List<UUID> ids) {
        return new Rivals(connection, target, guard, ids);
    }

    /** Waits for the answer. */
    Finding await() {
        Finding known = finding;
        if (known == null) {
            known = find();
            finding = known;
        }
        return known;
    }

    private Finding find() {
        Call call = Call.read("look for other writers of " + ids.size() + " points in " + target.collection());
        List<RetrievedPoint> first = connection.await(call, firstInRange).getResultList();
        if (first.isEmpty() || isAfterAll(first.get(0))) {
            return Finding.NOTHING;
        }
        if (ids.size() > target.idsPerFilter()) {
            return Finding.RIVALS;
        }
        CountPoints rivals = CountPoints.newBuilder()
                .setCollectionName(target.collection())
                .setFilter(guard.rivals(ids))
                .setExact(true)
                .build();
        long number = connection
                .await(call, connection.points().count(rivals))
                .getResult()
                .getCount();
        return number == 0 ? Finding.OLDER : Finding.RIVALS;
    }

    private boolean isAfterAll(RetrievedPoint point) {
        UUID last = Collections.max(ids, Listing.ORDER);
        return Listing.ORDER.compare(UUID.fromString(point.getId().getUuid()), last) > 0;
    }
}
