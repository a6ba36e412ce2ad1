package io.syncline.core;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Record ids at eight bytes each. */
final class LongList {

    private long[] values = new long[16];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** The ids from a position on, at most so many. */
    List<RecordId> part(int from, int limit) {
        int to = Math.min(size, from + limit);
        List<RecordId> ids = new ArrayList<>(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            ids.add(RecordId.of(values[i]));
        }
        return ids;
    }
}
