package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.PointId.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The records of a range whose ids are of one kind: their points are contiguous.
 *
 * @param kind the kind
 * @param prefix the prefix of the points of the model and kind
 * @param range the whole range
 */
record KindSpan(Kind kind, long prefix, IdRange range) {

    /** The parts of a range, in the order of the kinds. */
    static List<KindSpan> of(PointIds ids, IdRange range) {
        List<KindSpan> spans = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!endsBefore(kind, range.upTo()) && !beginsAfter(kind, range.after())) {
                spans.add(new KindSpan(kind, ids.prefix(kind), range));
            }
        }
        return spans;
    }

    /** The least id of a point to read. */
    UUID from() {
        return beginsInside() ? PointId.firstAfter(prefix, range.after().id()) : PointId.first(prefix);
    }

    /** Whether the range begins at a record of this kind. */
    boolean beginsInside() {
        return isOf(kind, range.after());
    }

    /** Whether a point may belong to a record of this part. Texts are not stored in their order, so they all may. */
    boolean holds(UUID id) {
        boolean bounded = kind != Kind.TEXT && isOf(kind, range.upTo());
        return PointId.belongsTo(prefix, id)
                && (!bounded || PointId.bits(id) <= PointId.bits(range.upTo().id()));
    }

    /** Whether a record lies in the range. Of texts, the beginning is a position, and {@link #from} is right after it. */
    boolean contains(RecordId record) {
        if (kind != Kind.TEXT) {
            return range.contains(record);
        }
        return !range.upTo().isBefore(record)
                && !(beginsInside() && range.after().id().equals(record));
    }

    /** The position after all records of this kind. */
    Cursor end() {
        return end(kind);
    }

    private static Cursor end(Kind kind) {
        return switch (kind) {
            case NEGATIVE -> Cursor.after(-1);
            case NUMBER -> Cursor.after(Long.MAX_VALUE);
            case TEXT -> Cursor.END;
        };
    }

    private static boolean endsBefore(Kind kind, Cursor upTo) {
        return upTo.isStart() || (!upTo.isEnd() && Kind.of(upTo.id()).compareTo(kind) < 0);
    }

    private static boolean beginsAfter(Kind kind, Cursor after) {
        return after.compareTo(end(kind)) >= 0;
    }

    private static boolean isOf(Kind kind, Cursor cursor) {
        return !cursor.isStart() && !cursor.isEnd() && Kind.of(cursor.id()) == kind;
    }
}
