package io.syncline.odoo.testserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A search domain as a tree. */
sealed interface Domain {

    /** True where all parts are. */
    record All(List<Domain> parts) implements Domain {}

    /** True where any part is. */
    record Any(List<Domain> parts) implements Domain {}

    /** True where its part is not. */
    record Not(Domain part) implements Domain {}

    /** One comparison, as given. */
    record Leaf(String field, String operator, @Nullable Object value) implements Domain {
        private static final Map<String, String> OPPOSITES = Map.ofEntries(
                Map.entry("<", ">="),
                Map.entry(">", "<="),
                Map.entry("<=", ">"),
                Map.entry(">=", "<"),
                Map.entry("=", "!="),
                Map.entry("!=", "="),
                Map.entry("in", "not in"),
                Map.entry("not in", "in"),
                Map.entry("like", "not like"),
                Map.entry("not like", "like"),
                Map.entry("ilike", "not ilike"),
                Map.entry("not ilike", "ilike"),
                Map.entry("any", "not any"),
                Map.entry("not any", "any"));

        /** Whether a negation can be moved into the operator. */
        boolean hasOpposite() {
            return OPPOSITES.containsKey(operator);
        }

        Leaf opposite() {
            return new Leaf(field, OPPOSITES.getOrDefault(operator, operator), value);
        }

        @Override
        public String toString() {
            return PythonText.tuple(field, operator, value);
        }
    }

    /** Always true or always false, as {@code (1, '=', 1)} and {@code (0, '=', 1)} are. */
    record Constant(boolean value) implements Domain {}

    /** The operators of a condition. */
    Set<String> OPERATORS = Set.of(
            "=",
            "!=",
            "<=",
            "<",
            ">",
            ">=",
            "=?",
            "=like",
            "=ilike",
            "not =like",
            "not =ilike",
            "like",
            "not like",
            "ilike",
            "not ilike",
            "in",
            "not in",
            "child_of",
            "parent_of",
            "any",
            "not any",
            "<>",
            "==");

    /** Reads prefix notation, from the end so that deep domains need no deep stack. */
    static Domain parse(@Nullable Object given) {
        if (given == null || Boolean.FALSE.equals(given)) {
            return new All(List.of());
        }
        if (!(given instanceof List<?> items)) {
            throw OdooError.value("Domain is not a list: " + PythonText.repr(given));
        }
        Deque<Domain> done = new ArrayDeque<>();
        for (int i = items.size() - 1; i >= 0; i--) {
            Object item = items.get(i);
            switch (item instanceof String operator ? operator : "") {
                case "&" -> done.push(all(operand(done, items), operand(done, items)));
                case "|" -> done.push(any(operand(done, items), operand(done, items)));
                case "!" -> done.push(new Not(operand(done, items)));
                default -> done.push(leaf(item));
            }
        }
        return new All(new ArrayList<>(done));
    }

    private static Domain operand(Deque<Domain> done, List<?> items) {
        Domain operand = done.poll();
        if (operand == null) {
            throw OdooError.value("Domain " + PythonText.repr(items) + " is syntactically not correct.");
        }
        return operand;
    }

    private static Domain all(Domain first, Domain rest) {
        if (rest instanceof All all) {
            all.parts().add(first);
            return all;
        }
        return new All(new ArrayList<>(List.of(first, rest)));
    }

    private static Domain any(Domain first, Domain rest) {
        if (rest instanceof Any any) {
            any.parts().add(first);
            return any;
        }
        return new Any(new ArrayList<>(List.of(first, rest)));
    }

    private static Domain leaf(@Nullable Object item) {
        if (!(item instanceof List<?> parts) || parts.size() != 3 || !(parts.get(1) instanceof String operator)) {
            throw OdooError.value("Invalid leaf " + PythonText.repr(item));
        }
        if (parts.get(0) instanceof Number constant && operator.equals("=")) {
            return new Constant(constant.longValue() == 1);
        }
        if (!(parts.get(0) instanceof String field) || !OPERATORS.contains(operator)) {
            throw OdooError.value("Invalid leaf " + PythonText.repr(item));
        }
        return new Leaf(field, normal(operator), parts.get(2));
    }

    private static String normal(String operator) {
        return switch (operator) {
            case "<>" -> "!=";
            case "==" -> "=";
            default -> operator;
        };
    }

    /** Whether a condition at any depth names a field. */
    default boolean names(java.util.function.Predicate<String> field) {
        if (this instanceof Leaf leaf) {
            return field.test(leaf.field());
        }
        if (this instanceof Not not) {
            return not.part().names(field);
        }
        List<Domain> parts = this instanceof All all ? all.parts() : this instanceof Any any ? any.parts() : List.of();
        return parts.stream().anyMatch(part -> part.names(field));
    }
}
