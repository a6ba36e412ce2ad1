package io.syncline.odoo.internal.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the values of a record, all of which must be met. A value is compared as Odoo sends it: the key of a choice,
 * {@code true} or {@code false}, a number, the id of a linked record, and {@code false} for no value. A link to several
 * records meets a condition by any of them. A value that was not sent meets no condition.
 *
 * @param values by field: the values of which one is needed, or, behind exclamation marks, those that are excluded
 */
public record Conditions(SortedMap<String, List<String>> values) {

    /** No conditions. */
    public static final Conditions NONE = new Conditions(new TreeMap<>());

    private static final String NOT = "!";
    private static final String NO_VALUE = "false";

    /** Copies the map. */
    public Conditions {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        values.forEach((field, some) -> copy.put(field, List.copyOf(some)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Conditions as a recipe has them.
     *
     * @throws IllegalArgumentException if a condition has no values, or both wanted and excluded ones
     */
    static Conditions of(String key, Map<String, List<String>> values) {
        values.forEach((field, some) -> {
            long excluded = some.stream().filter(value -> value.startsWith(NOT)).count();
            if (some.isEmpty() || (excluded > 0 && excluded < some.size())) {
                throw new IllegalArgumentException("'" + key + "' has for '" + field
                        + "' neither values that are wanted nor only values that are excluded, such as [\"sale\"] or"
                        + " [\"!draft\", \"!cancel\"]");
            }
        });
        return new Conditions(new TreeMap<>(values));
    }

    /** The fields whose values they are about. */
    public Set<String> fields() {
        return values.keySet();
    }

    /**
     * The conditions on fields that a model has; others do not count, since recipes are for several versions of Odoo.
     *
     * @param known all fields of the model
     */
    public Conditions on(Collection<String> known) {
        TreeMap<String, List<String>> some = new TreeMap<>(values);
        some.keySet().retainAll(known);
        return new Conditions(some);
    }

    /**
     * The first field whose value decides and was not sent.
     *
     * @param row the values of a record
     */
    public Optional<String> missing(Map<String, ?> row) {
        return values.keySet().stream().filter(field -> !row.containsKey(field)).findFirst();
    }

    /**
     * Whether a record meets all of them.
     *
     * @param row its values as they were sent
     */
    public boolean areMetBy(Map<String, ?> row) {
        return values.entrySet().stream()
                .allMatch(condition -> row.containsKey(condition.getKey())
                        && isMet(condition.getValue(), texts(row.get(condition.getKey()))));
    }

    private static boolean isMet(List<String> values, List<String> sent) {
        return values.get(0).startsWith(NOT)
                ? sent.stream().noneMatch(value -> values.contains(NOT + value))
                : sent.stream().anyMatch(values::contains);
    }

    private static List<String> texts(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of(text(value));
        }
        boolean named = list.size() == 2 && list.get(1) instanceof String;
        List<String> texts = new ArrayList<>();
        (named ? list.subList(0, 1) : list).forEach(item -> texts.add(text(item)));
        return texts.isEmpty() ? List.of(NO_VALUE) : texts;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE) {
            return Long.toString(number.longValue());
        }
        return value == null ? NO_VALUE : value.toString();
    }

    /** What they say, the same on every machine. */
    String canonicalForm() {
        return values.toString();
    }
}
