package io.syncline.api.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entry that exists: it is there and no empty list.
 *
 * @param field the name of the entry
 */
public record Exists(String field) implements Condition {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Exists {
        FilterValues.requireName(field);
    }

    @Override
    public boolean matches(Map<String, ?> payload) {
        Object stored = payload.get(field);
        return stored != null && !(stored instanceof List<?> list && list.isEmpty());
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
        return FilterValues.written(field) + " exists";
    }
}
