package io.syncline.api.filter;

import java.util.List;
import java.util.Map;

/**
 * The opposite of a condition.
 *
 * @param condition the condition
 */
public record Not(Condition condition) implements Condition {

    @Override
    public boolean matches(Map<String, ?> payload) {
        return !condition.matches(payload);
    }

    @Override
    public List<Condition> parts() {
        return List.of(condition);
    }

    @Override
    public Condition negate() {
        return condition;
    }

    @Override
    public String toString() {
        return "not (" + condition + ")";
    }
}
