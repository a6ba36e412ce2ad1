package io.syncline.core.internal.run;

import java.time.Duration;
import java.util.List;

/**
 * Records that one call is about. If the call fails over one of them, the halves show which.
 *
 * @param records at least one
 * @param isPart whether this is a part of a group over which a call failed
 */
public record RecordGroup<T>(List<T> records, boolean isPart) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_A_PART = Duration.ofSeconds(5);

    /** Records over which no call has failed yet. */
    public static <T> RecordGroup<T> whole(List<T> records) {
        return new RecordGroup<>(records, false);
    }

    /** How long a call about them is retried before a control: briefly for a part, which is there because a control passed. */
    Duration patience() {
        return isPart ? PATIENCE_WITH_A_PART : PATIENCE;
    }

    public int size() {
        return records.size();
    }

    public boolean isSingle() {
        return records.size() == 1;
    }

    /** Its first and its second half; not for a single record. */
    public List<RecordGroup<T>> halves() {
        int middle = records.size() / 2;
        return List.of(
                new RecordGroup<>(records.subList(0, middle), true),
                new RecordGroup<>(records.subList(middle, records.size()), true));
    }
}
