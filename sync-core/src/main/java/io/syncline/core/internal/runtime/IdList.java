package io.syncline.core.internal.runtime;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Record ids: eight bytes for each number, and an object for each text. Numbers come before texts; among themselves, both
 * keep the order in which they were added until {@link #ascend}.
 */
public final class IdList {

    private long[] numbers = new long[16];
    private int numberCount;
    private final List<RecordId> texts = new ArrayList<>();

    public void add(RecordId id) {
        if (id.isNumber()) {
            add(id.number());
        } else {
            texts.add(id);
        }
    }

    private void add(long number) {
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount + (numberCount >> 1));
        }
        numbers[numberCount++] = number;
    }

    public void addAll(IdList others) {
        for (int i = 0; i < others.numberCount; i++) {
            add(others.numbers[i]);
        }
        texts.addAll(others.texts);
    }

    public int size() {
        return numberCount + texts.size();
    }

    /** Sorts the ids. */
    public void ascend() {
        Arrays.sort(numbers, 0, numberCount);
        texts.sort(Comparator.naturalOrder());
    }

    /** The ids from a position on, at most so many. */
    public List<RecordId> part(int from, int limit) {
        int to = Math.min(size(), from + limit);
        List<RecordId> ids = new ArrayList<>(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            ids.add(i < numberCount ? RecordId.of(numbers[i]) : texts.get(i - numberCount));
        }
        return ids;
    }

    /** Those ids that another list has too. Both are ascending. */
    public IdList within(IdList others) {
        return select(others, true);
    }

    /** Those ids that another list does not have. Both are ascending. */
    public IdList without(IdList others) {
        return select(others, false);
    }

    private IdList select(IdList others, boolean common) {
        IdList selected = new IdList();
        selectNumbers(others, common, selected);
        selectTexts(others, common, selected);
        return selected;
    }

    private void selectNumbers(IdList others, boolean common, IdList selected) {
        int other = 0;
        for (int i = 0; i < numberCount; i++) {
            while (other < others.numberCount && others.numbers[other] < numbers[i]) {
                other++;
            }
            boolean found = other < others.numberCount && others.numbers[other] == numbers[i];
            if (found == common) {
                selected.add(numbers[i]);
            }
        }
    }

    private void selectTexts(IdList others, boolean common, IdList selected) {
        int other = 0;
        for (RecordId text : texts) {
            while (other < others.texts.size() && others.texts.get(other).compareTo(text) < 0) {
                other++;
            }
            boolean found =
                    other < others.texts.size() && others.texts.get(other).equals(text);
            if (found == common) {
                selected.add(text);
            }
        }
    }
}
