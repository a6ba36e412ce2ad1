package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.PointId;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An order in which a store lists record ids, and positions within it. */
enum IdOrder {
    /** The order of the ids. */
    ASCENDING(Comparator.naturalOrder()),
    /** Numbers as ever, texts by what their point ids hold of them, which is a hash. */
    BY_POINT_ID(Comparator.comparing(PointId.Kind::of)
            .thenComparingLong(IdOrder::place)
            .thenComparing(Comparator.naturalOrder()));

    @SuppressWarnings("ImmutableEnumChecker") // comparators of the JDK are immutable
    private final Comparator<RecordId> comparator;

    IdOrder(Comparator<RecordId> comparator) {
        this.comparator = comparator;
    }

    private static long place(RecordId id) {
        return id.isNumber() ? id.number() : PointId.bits(id);
    }

    <T> NavigableMap<RecordId, T> newMap() {
        return new TreeMap<>(comparator);
    }

    /** Whether the ids of a map that has this order ascend. */
    boolean ascends(NavigableMap<RecordId, ?> map) {
        return this == ASCENDING || map.isEmpty() || map.lastKey().isNumber();
    }

    /** The values of a range of a map that has this order. */
    <T> Stream<T> within(NavigableMap<RecordId, T> map, IdRange range) {
        NavigableMap<RecordId, T> from = from(map, range.after());
        Cursor upTo = range.upTo();
        if (upTo.isEnd()) {
            return from.values().stream();
        }
        if (!ascends(map)) {
            throw new IllegalArgumentException("A listing by another order than that of the ids has no end at " + upTo);
        }
        return from.entrySet().stream()
                .takeWhile(entry -> !upTo.isBefore(entry.getKey()))
                .map(entry -> entry.getValue());
    }

    private static <T> NavigableMap<RecordId, T> from(NavigableMap<RecordId, T> map, Cursor after) {
        if (after.isStart()) {
            return map;
        }
        return after.isEnd() ? new TreeMap<>() : map.tailMap(after.id(), false);
    }
}
