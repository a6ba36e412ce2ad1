package io.syncline.core.internal.runtime;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Record ids at eight bytes each. */
public final class LongList {

    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    public void addAll(LongList others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    public int size() {
        return size;
    }

    /** The ids from a position on, at most so many. */
    public List<RecordId> part(int from, int limit) {
        int to = Math.min(size, from + limit);
        List<RecordId> ids = new ArrayList<>(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            ids.add(RecordId.of(values[i]));
        }
        return ids;
    }

    /** Those ids that another list has too. Both are ascending. */
    public LongList within(LongList others) {
        return select(others, true);
    }

    /** Those ids that another list does not have. Both are ascending. */
    public LongList without(LongList others) {
        return select(others, false);
    }

    private LongList select(LongList others, boolean common) {
        LongList selected = new LongList();
        int other = 0;
        for (int i = 0; i < size; i++) {
            while (other < others.size && others.values[other] < values[i]) {
                other++;
            }
            boolean found = other < others.size && others.values[other] == values[i];
            if (found == common) {
                selected.add(values[i]);
            }
        }
        return selected;
    }
}
