package io.syncline.api.filter;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All of some conditions.
 *
 * @param parts at least one condition
 */
public record And(List<Condition> parts) implements Condition {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public And {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("'and' needs at least one condition");
        }
    }

    @Override
    public boolean matches(Map<String, ?> payload) {
        return parts.stream().allMatch(part -> part.matches(payload));
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part instanceof And || part instanceof Or ? "(" + part + ")" : part.toString())
                .collect(Collectors.joining(" and "));
    }
}
