package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Ports;
import io.syncline.core.port.vector.Payload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Refuses to filter by what no payload has: a misspelt name would find nothing, or with {@code not} everything. Names that were
 * found are remembered. Thread-safe.
 */
final class FilteredFields {

    private static final int MOST_REMEMBERED = 1000;

    /** Where a name was found. */
    private record Known(Set<ModelName> models, String field) {}

    private final Ports ports;
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    FilteredFields(Ports ports) {
        this.ports = ports;
    }

    /** Forgets what was found in another store. */
    void forget() {
        known.clear();
    }

    /**
     * Checks the names of a condition.
     *
     * @return the names
     */
    Set<String> require(Set<ModelName> models, Set<String> fields) {
        refuseReserved(fields);
        Set<String> unknown = fields.stream()
                .filter(field -> !known.contains(new Known(models, field)))
                .collect(Collectors.toSet());
        if (unknown.isEmpty()) {
            return fields;
        }
        Set<String> stored = ports.sink().payloadNames(ports.source().name(), models, unknown);
        List<String> missing = unknown.stream()
                .filter(field -> !stored.contains(field))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new SetupException(missing(models, missing, stored));
        }
        remember(models, unknown);
        return fields;
    }

    private void remember(Set<ModelName> models, Set<String> fields) {
        if (known.size() + fields.size() > MOST_REMEMBERED) {
            known.clear();
        }
        fields.forEach(field -> known.add(new Known(models, field)));
    }

    private static void refuseReserved(Set<String> fields) {
        List<String> reserved =
                fields.stream().filter(Payload.RESERVED::contains).sorted().toList();
        if (!reserved.isEmpty()) {
            throw new SetupException("Cannot filter by " + quoted(reserved)
                    + ": Syncline uses it itself. Models and record ids are limited by options of their own;"
                    + " conditions are on fields of the payload");
        }
    }

    private static String missing(Set<ModelName> models, List<String> missing, Set<String> stored) {
        String whose = models.isEmpty()
                ? "of any model"
                : "of " + models.stream().map(ModelName::value).sorted().collect(Collectors.joining(", "));
        String there =
                stored.isEmpty() ? "No payload is stored" : "Stored are " + String.join(", ", new TreeSet<>(stored));
        return "Cannot filter by " + quoted(missing) + ": no stored record " + whose + " has such a field. " + there
                + ". Correct the name, or name the field in 'payload' and sync again";
    }

    private static String quoted(List<String> names) {
        return names.stream().collect(Collectors.joining("', '", "'", "'"));
    }
}
