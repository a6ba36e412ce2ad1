package io.syncline.core.port.vector;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an application chose to store with the points of a record, by name: strings, longs, doubles, booleans and lists
 * of these. Immutable, ordered by name.
 */
public final class Payload {

    /** Nothing chosen. */
    public static final Payload EMPTY = new Payload(Map.of());

    /** Names that points use themselves. */
    public static final Set<String> RESERVED = Set.of(
            "record_id",
            "model_name",
            "source",
            "point_type",
            "text",
            "content_hash",
            "fingerprint",
            "source_version",
            "chunk_index",
            "chunk_count",
            "epoch",
            "quarantined_since",
            "quarantined_until");

    private final Map<String, Object> values;

    private Payload(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * A payload of the given values.
     *
     * @param values by name; copied
     * @return the payload
     * @throws IllegalArgumentException if a name is reserved or a value is of another type, or not a finite number
     */
    public static Payload of(Map<String, ?> values) {
        if (values.isEmpty()) {
            return EMPTY;
        }
        Map<String, Object> checked = new TreeMap<>();
        values.forEach((name, value) -> checked.put(checkedName(name), checkedValue(name, value)));
        return new Payload(Collections.unmodifiableMap(checked));
    }

    private static String checkedName(String name) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("The payload name '" + name + "' is used by Syncline itself");
        }
        return name;
    }

    private static Object checkedValue(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> checkedValue(name, item)).toList();
        }
        throw new IllegalArgumentException("The payload value of '" + name
                + "' must be a string, long, finite double, boolean or list of these, not "
                + (value == null ? "null" : value.getClass().getName()));
    }

    /**
     * The values by name.
     *
     * @return an unmodifiable map, ordered by name
     */
    public Map<String, Object> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
