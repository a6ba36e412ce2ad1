package io.syncline.api.filter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entry that is less or greater than a number or a point in time.
 *
 * @param field the name of the entry
 * @param order how it must lie to the value
 * @param value a long, a finite double, or an {@link Instant} of whole microseconds
 */
public record Compared(String field, Order order, Object value) implements Condition {

    /**
     * Converts the value: numbers, dates and times of {@code java.time}, and texts that are dates or times.
     *
     * @throws IllegalArgumentException if the name is empty, or the value is neither a number nor a date or time of the years 0001 to 9999
     */
    public Compared {
        FilterValues.requireName(field);
        value = FilterValues.ordered(field, value);
    }

    @Override
    public boolean matches(Map<String, ?> payload) {
        return FilterValues.elements(payload, field).anyMatch(this::accepts);
    }

    private boolean accepts(Object element) {
        if (value instanceof Instant moment) {
            return element instanceof String text
                    && TimeTexts.moment(text)
                            .filter(stored -> order.accepts(stored.compareTo(moment)))
                            .isPresent();
        }
        return element instanceof Number number
                && order.accepts(FilterValues.exact(number).compareTo(FilterValues.exact((Number) value)));
    }

    @Override
    public List<Condition> parts() {
        return List.of();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Set<String> fields() {
        return Set.of(field);
    }

    @Override
    public String toString() {
        Object literal = value instanceof Instant moment ? moment.toString() : value;
        return FilterValues.written(field) + " " + order.sign() + " " + FilterValues.literal(literal);
    }
}
