package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in the order of their ids, without vectors unless they are asked for. A page starts at a given id, which need not exist, so a scroll
 * can start anywhere and is not affected by deletions.
 */
final class PointScroll {

    /** The order of the server, which differs from that of {@link UUID#compareTo}. */
    static final Comparator<UUID> ORDER = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** The maximum number of points in a page, unless the server allows fewer. */
    static final int PAGE = 10_000;

    private final QdrantConnection connection;
    private final Target target;
    private final WithPayloadSelector payload;
    private final @Nullable Filter filter;
    private boolean vectors;

    PointScroll(QdrantConnection connection, Target target, WithPayloadSelector payload, @Nullable Filter filter) {
        this.connection = connection;
        this.target = target;
        this.payload = payload;
        this.filter = filter;
    }

    /** Reads the vectors too. */
    PointScroll withVectors() {
        vectors = true;
        return this;
    }

    /**
     * Reads one page; a smaller one if the response would be too large.
     *
     * @param from the least id
     * @param limit the maximum number of points
     */
    Page page(Call call, UUID from, int limit) {
        return page(call, PointFilters.pointId(from), limit);
    }

    /** The same from an id of any form, such as the numbers that other applications use. */
    Page page(Call call, PointId from, int limit) {
        int wanted = Math.max(1, Math.min(limit, target.readLimit()));
        while (true) {
            try {
                ScrollResponse response =
                        connection.awaitSplittable(call, connection.points().scroll(request(from, wanted)));
                return new Page(
                        response.getResultList(), response.hasNextPageOffset() ? response.getNextPageOffset() : null);
            } catch (TooLargeException e) {
                if (wanted == 1) {
                    throw e.asRejected();
                }
                wanted /= 2;
            }
        }
    }

    /** Reads all points from an id to the end, page by page. */
    void forEach(Call call, UUID from, Consumer<RetrievedPoint> consumer) {
        UUID next = from;
        while (next != null) {
            Page page = page(call, next, PAGE);
            page.points().forEach(consumer);
            next = page.next();
        }
    }

    private ScrollPoints request(PointId from, int limit) {
        ScrollPoints.Builder request = ScrollPoints.newBuilder()
                .setCollectionName(target.collection())
                .setOffset(from)
                .setLimit(limit)
                .setWithPayload(payload)
                .setWithVectors(WithVectorsSelector.newBuilder().setEnable(vectors));
        if (filter != null) {
            request.setFilter(filter);
        }
        return request.build();
    }

    /**
     * A page of points.
     *
     * @param points ascending by id
     * @param nextPoint the first id of the next page, or null if this is the last page
     */
    record Page(List<RetrievedPoint> points, @Nullable PointId nextPoint) {

        /** The first id of the next page, or null if this is the last page; after a UUID follow UUIDs only. */
        @Nullable UUID next() {
            return nextPoint == null ? null : UUID.fromString(nextPoint.getUuid());
        }
    }
}
