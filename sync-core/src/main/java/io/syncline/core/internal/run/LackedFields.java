package io.syncline.core.internal.run;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts records that lack fields, by cause. One fault of a field concerns as many records as have it, and is one warning.
 * Two reasons are one cause if they differ in numbers only, such as ids. Confined to one thread.
 */
public final class LackedFields {

    /** Records of a cause that are named one by one. */
    private static final int NAMED = 3;

    /** Causes that are told apart. */
    private static final int CAUSES = 50;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Map<String, Cause> causes = new LinkedHashMap<>();

    private static final class Cause {
        private final RecordFailure first;
        private long records;

        Cause(RecordFailure first) {
            this.first = first;
        }
    }

    /** Counts a record; answers whether it is among the first of its cause. */
    public boolean isAmongTheFirst(RecordFailure lack) {
        String key = NUMBER.matcher(lack.reason()).replaceAll("#");
        Cause cause = causes.size() < CAUSES
                ? causes.computeIfAbsent(key, none -> new Cause(lack))
                : causes.getOrDefault(key, causes.values().iterator().next());
        cause.records++;
        return cause.records <= NAMED;
    }

    /** A sentence for each cause that has more records than were named. */
    public List<String> rest() {
        List<String> sentences = new ArrayList<>();
        for (Cause cause : causes.values()) {
            long rest = cause.records - NAMED;
            if (rest > 0) {
                sentences.add(rest + (rest == 1 ? " more record is " : " more records are ")
                        + "incomplete for the same reason as record " + cause.first.id() + ": "
                        + cause.first.reason());
            }
        }
        return sentences;
    }

    /** A sentence for each cause, with the number of its records. */
    public List<String> all(String model) {
        return causes.values().stream()
                .map(cause -> cause.records + (cause.records == 1 ? " record of " : " records of ") + model
                        + (cause.records == 1 ? " is " : " are ") + cause.first.reason() + "; the first is "
                        + cause.first.id())
                .toList();
    }

    /** A record that was stored without fields that the source delivers now. */
    public static RecordFailure overcome(RecordId id) {
        return new RecordFailure(id, "stored without fields that the source delivers again; a repair stores them");
    }
}
