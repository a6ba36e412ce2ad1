package io.syncline.core.internal.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first findings of each kind, so that many of one kind do not hide those of the others. Confined to the loop.
 *
 * @param <K> the kind
 * @param <T> the finding
 */
final class KindExamples<K extends Enum<K>, T> {

    private static final int NAMED = 100;

    private final Map<K, Integer> named = new HashMap<>();
    private final List<T> all = new ArrayList<>();

    /** Keeps a finding if it is among the first of its kind. */
    void add(K kind, T finding) {
        if (named.merge(kind, 1, Integer::sum) <= NAMED) {
            all.add(finding);
        }
    }

    /** What was kept, in the order in which it was found. */
    List<T> all() {
        return all;
    }
}
