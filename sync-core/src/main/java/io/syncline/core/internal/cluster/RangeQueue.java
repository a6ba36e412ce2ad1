package io.syncline.core.internal.cluster;

import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The ranges that are not behind the checkpoint yet, in the order of their keys. They are done in any order; the checkpoint
 * moves over the prefix of those that are done. Confined to the loop.
 */
final class RangeQueue {

    private final Deque<OpenRange> ranges = new ArrayDeque<>();
    private Cursor prefix;

    RangeQueue(Cursor start) {
        this.prefix = start;
    }

    void add(IdRange range) {
        ranges.add(new OpenRange(range));
    }

    int size() {
        return ranges.size();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    Optional<OpenRange> firstWaiting() {
        return ranges.stream().filter(OpenRange::isWaiting).findFirst();
    }

    /** What is left of the ranges that are not done. */
    List<IdRange> open() {
        return ranges.stream()
                .filter(range -> !range.isDone())
                .map(OpenRange::rest)
                .toList();
    }

    /** Moves the prefix over what is done, and returns what was added to it. */
    Optional<PageProgress> advance() {
        Cursor before = prefix;
        long size = 0;
        long maxVersion = 0;
        for (OpenRange first = ranges.peek(); first != null; first = ranges.peek()) {
            size += first.takeSize();
            maxVersion = Math.max(maxVersion, first.maxVersion());
            prefix = Cursor.max(prefix, first.rest().after());
            if (!first.isDone()) {
                break;
            }
            ranges.remove();
        }
        return prefix.equals(before) && size == 0
                ? Optional.empty()
                : Optional.of(PageProgress.done(prefix, (int) size, maxVersion));
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
