package io.syncline.core.internal.run;

import io.syncline.api.RecordId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why a record failed in this run, or what it lacks. */
public record RecordFailure(RecordId id, String reason) {

    /**
     * A record that is stored without some of its fields.
     *
     * @param fields the fields, with the reasons of the source
     */
    public static RecordFailure lacking(RecordId id, Map<String, String> fields) {
        String reasons = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + " (" + field.getValue() + ")")
                        .collect(Collectors.joining(", "));
        return new RecordFailure(id, "incomplete, the source could not deliver " + reasons);
    }
}
