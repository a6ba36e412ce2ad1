package io.syncline.core.port.record;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a database reports to have written.
 *
 * @param touched records that were created, changed or deleted, by model; a model in it has one or more
 * @param missed models of which signals were or may have been missed, so that a listing has to find the changes
 * @param warnings what a person should know, such as why signals were missed; a sentence each
 */
public record SignalBatch(Map<ModelName, Set<RecordId>> touched, Set<ModelName> missed, List<String> warnings) {

    /** Checks and copies. */
    public SignalBatch {
        Map<ModelName, Set<RecordId>> copied = new LinkedHashMap<>();
        touched.forEach((model, ids) -> {
            if (!ids.isEmpty()) {
                copied.put(model, Collections.unmodifiableSet(new TreeSet<>(ids)));
            }
        });
        touched = Collections.unmodifiableMap(copied);
        missed = Set.copyOf(missed);
        warnings = List.copyOf(warnings);
    }

    /** Whether it reports nothing. */
    public boolean isEmpty() {
        return touched.isEmpty() && missed.isEmpty() && warnings.isEmpty();
    }
}
