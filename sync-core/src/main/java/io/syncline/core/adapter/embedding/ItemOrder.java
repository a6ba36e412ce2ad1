package io.syncline.core.adapter.embedding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Decides which text each item of a response belongs to. The member {@code index} is optional: services leave it out of
 * all items, or only where it is 0; others send the same number in all of them, count from 1, or start again at each of
 * the parts that they divided a request into.
 *
 * <ul>
 *   <li>Items that are numbered from 0, each once, are in the order of these numbers. The 0 may be missing.
 *   <li>Otherwise the position counts, unless the numbers contradict it: then nobody can tell, and a vector of another text
 *       would be worse than none.
 * </ul>
 */
public final class ItemOrder {

    /** Stands for an index that is missing, null or no number. */
    public static final long NO_INDEX = Long.MIN_VALUE;

    private ItemOrder() {}

    /**
     * The order of items.
     *
     * @param indexes the index of each item, or {@link #NO_INDEX}
     * @return for each item the position of its text; empty if it cannot be told
     */
    public static Optional<int[]> of(long[] indexes) {
        int[] order = new int[indexes.length];
        if (isPermutation(indexes, order)) {
            return Optional.of(order);
        }
        if (contradictsPositions(indexes)) {
            return Optional.empty();
        }
        Arrays.setAll(order, position -> position);
        return Optional.of(order);
    }

    private static boolean isPermutation(long[] indexes, int[] order) {
        BitSet taken = new BitSet(indexes.length);
        int unnumbered = -1;
        for (int i = 0; i < indexes.length; i++) {
            long index = indexes[i];
            if (index == NO_INDEX && unnumbered < 0) {
                unnumbered = i;
            } else if (index < 0 || index >= indexes.length || taken.get((int) index)) {
                return false;
            } else {
                taken.set((int) index);
                order[i] = (int) index;
            }
        }
        if (unnumbered < 0) {
            return true;
        }
        order[unnumbered] = taken.nextClearBit(0);
        return order[unnumbered] == 0 || order[unnumbered] == unnumbered;
    }

    /** Numbers that run up by one, from any start and perhaps repeatedly, tell nothing but the position. */
    private static boolean contradictsPositions(long[] indexes) {
        long start = NO_INDEX;
        int startedAt = 0;
        for (int i = 0; i < indexes.length; i++) {
            if (indexes[i] == NO_INDEX) {
                continue;
            }
            if (start == NO_INDEX) {
                start = indexes[i] - i;
            } else if (indexes[i] == start) {
                startedAt = i;
            }
            if (start < 0 || indexes[i] != start + i - startedAt) {
                return true;
            }
        }
        return false;
    }
}
