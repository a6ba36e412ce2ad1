package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Ports;
import io.syncline.core.port.vector.Payload;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final BiPredicate<Set<ModelName>, String> isConfigured;
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    /**
     * A check.
     *
     * @param isConfigured whether the settings of one of some models have a field in the payload, though perhaps no record has a value
     */
    FilteredFields(Ports ports, BiPredicate<Set<ModelName>, String> isConfigured) {
        this.ports = ports;
        this.isConfigured = isConfigured;
    }

    /** Those of some names that no model is configured to store. */
    Set<String> notConfigured(Set<ModelName> models, Set<String> fields) {
        Set<String> names = new TreeSet<>(fields);
        names.removeIf(name -> isConfigured.test(models, name));
        return names;
    }

    /** Forgets what was found in another store. */
    void forget() {
        known.clear();
    }

    /**
     * Checks the names of a condition.
     *
     * @param search asks the sink
     * @throws SetupException if no payload has one of them
     */
    void require(Set<ModelName> models, Set<String> fields, Function<Supplier<Set<String>>, Set<String>> search) {
        Set<String> unknown = notConfigured(models, fields).stream()
                .filter(field -> !known.contains(new Known(models, field)))
                .collect(Collectors.toSet());
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> stored =
                search.apply(() -> ports.sink().payloadNames(ports.source().name(), models, unknown));
        Set<String> missing = new TreeSet<>(unknown);
        missing.removeAll(stored);
        if (!missing.isEmpty()) {
            throw missing(whose(models), missing, stored);
        }
        remember(models, unknown);
    }

    private void remember(Set<ModelName> models, Set<String> fields) {
        if (known.size() + fields.size() > MOST_REMEMBERED) {
            known.clear();
        }
        fields.forEach(field -> known.add(new Known(models, field)));
    }

    /** Refuses names that Syncline uses itself. */
    static void refuseReserved(Set<String> fields) {
        Set<String> reserved = new TreeSet<>(fields);
        reserved.retainAll(Payload.RESERVED);
        if (!reserved.isEmpty()) {
            throw new SetupException("Cannot filter by " + quoted(reserved)
                    + ": Syncline uses it itself. Models and record ids are limited by options of their own;"
                    + " conditions are on fields of the payload");
        }
    }

    private static String whose(Set<ModelName> models) {
        return models.isEmpty()
                ? "of any model"
                : "of " + models.stream().map(ModelName::value).sorted().collect(Collectors.joining(", "));
    }

    /**
     * The refusal of names.
     *
     * @param whose the records that have no such field
     * @param stored names that they have
     */
    static SetupException missing(String whose, Set<String> missing, Set<String> stored) {
        String there = stored.isEmpty()
                ? "None has a payload"
                : "Stored fields include " + String.join(", ", new TreeSet<>(stored));
        return new SetupException("Cannot filter by " + quoted(missing) + ": no stored record " + whose
                + " has such a field. " + there + ". Correct the name, or name the field in 'payload' and sync again");
    }

    private static String quoted(Set<String> names) {
        return names.stream().collect(Collectors.joining("', '", "'", "'"));
    }
}
