package io.syncline.api.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An entry that equals one of some values.
 *
 * @param field the name of the entry
 * @param values at least one string, long, double or boolean
 */
public record OneOf(String field, List<Object> values) implements Condition {

    /**
     * Converts the values.
     *
     * @throws IllegalArgumentException if the name is empty, there is no value, or one is of another type or not finite
     */
    public OneOf {
        FilterValues.requireName(field);
        values = values.stream().map(value -> FilterValues.stored(field, value)).toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("'" + field + "' must be compared with at least one value");
        }
    }

    @Override
    public boolean matches(Map<String, ?> payload) {
        return FilterValues.elements(payload, field)
                .anyMatch(element -> values.stream().anyMatch(value -> FilterValues.equal(element, value)));
    }

    @Override
    public List<Condition> parts() {
        return List.of();
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Set<String> fields() {
        return Set.of(field);
    }

    @Override
    public String toString() {
        String name = FilterValues.written(field);
        return values.size() == 1
                ? name + " = " + FilterValues.literal(values.get(0))
                : name + values.stream().map(FilterValues::literal).collect(Collectors.joining(", ", " in (", ")"));
    }
}
