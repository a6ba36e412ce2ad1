package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of the records of a model, kind by kind, by the points in the order of their ids. Not thread-safe.
 *
 * <p>Without a filter, the cost of a page depends neither on an index nor on the number of points of other models: where a
 * kind begins, one request for one id finds out whether it has any points, because a page would consist of foreign points
 * otherwise.
 */
final class RecordListing {

    private final PointIds ids;
    private final Call call;
    private final PointScroll listing;
    private final PointScroll probe;
    private @Nullable RecordId last;
    private int records;

    /**
     * Creates a listing.
     *
     * @param listing reads what the visitor needs, and the record ids
     * @param probe reads no payload
     */
    RecordListing(PointIds ids, Call call, PointScroll listing, PointScroll probe) {
        this.ids = ids;
        this.call = call;
        this.listing = listing;
        this.probe = probe;
    }

    /** Takes a record by one of its points, or refuses the point. */
    interface Visitor {
        boolean take(RecordId record, Map<String, Value> payload);
    }

    /**
     * Where a page ends.
     *
     * @param resumeAfter the position at which the next page begins
     * @param end whether nothing follows
     */
    record Place(Cursor resumeAfter, boolean end) {}

    /** Reads at least one record if there is one, and at most some. */
    Place read(IdRange range, int limit, Visitor visitor) {
        Cursor ofKind = range.after();
        for (KindSpan span : KindSpan.of(ids, range)) {
            if (records >= limit) {
                return new Place(ofKind, false);
            }
            UUID next = first(span);
            while (next != null) {
                PointScroll.Page page = listing.page(call, next, Math.min(limit - records, PointScroll.PAGE));
                page.points().forEach(point -> visit(span, point, visitor));
                next = within(span, page.next());
                if (last != null && next != null) {
                    return new Place(Cursor.after(last), false);
                }
            }
            ofKind = span.end();
        }
        return new Place(last == null ? range.upTo() : Cursor.after(last), true);
    }

    /** The id to begin with, or null if the kind has no points. */
    private @Nullable UUID first(KindSpan span) {
        if (span.beginsInside()) {
            return span.from();
        }
        List<RetrievedPoint> points = probe.page(call, span.from(), 1).points();
        return points.isEmpty() ? null : within(span, id(points.get(0)));
    }

    private static @Nullable UUID within(KindSpan span, @Nullable UUID id) {
        return id != null && span.holds(id) ? id : null;
    }

    private void visit(KindSpan span, RetrievedPoint point, Visitor visitor) {
        UUID id = id(point);
        if (!span.holds(id)) {
            return;
        }
        ids.record(id, point.getPayloadMap())
                .filter(span::contains)
                .filter(record -> visitor.take(record, point.getPayloadMap()))
                .ifPresent(this::taken);
    }

    private void taken(RecordId record) {
        if (!record.equals(last)) {
            records++;
            last = record;
        }
    }

    private static UUID id(RetrievedPoint point) {
        return UUID.fromString(point.getId().getUuid());
    }
}
