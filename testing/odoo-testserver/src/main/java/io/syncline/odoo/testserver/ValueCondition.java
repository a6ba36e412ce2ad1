package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on plain values. */
final class ValueCondition {
    private final Env env;
    private final Table table;
    private final Column column;

    ValueCondition(Env env, Table table, Column column) {
        this.env = env;
        this.table = table;
        this.column = column;
    }

    Predicate<Row> test(Domain.Leaf leaf) {
        if (leaf.value() instanceof List<?> list) {
            boolean negative =
                    leaf.operator().equals("not in") || leaf.operator().equals("!=");
            return among(list, !negative);
        }
        return switch (leaf.operator()) {
            case "=", "in" -> equal(leaf.value(), true);
            case "!=", "not in" -> equal(leaf.value(), false);
            case "<", ">", "<=", ">=" -> compared(leaf);
            case "child_of", "parent_of", "any", "not any" ->
                throw OdooError.value("Invalid operator " + leaf.operator() + " in leaf " + leaf);
            default -> pattern(leaf);
        };
    }

    private Predicate<Row> incomparable(Domain.Leaf leaf) {
        if (env.version() == OdooVersion.V19 && column.type() != OdooFieldType.BOOLEAN) {
            throw OdooError.value("Invalid value in condition " + leaf);
        }
        return row -> false;
    }

    private Function<Row, @Nullable Object> value() {
        OdooRecord.Scope scope = env.scope();
        return column.slot() == Column.COMPUTED || column.slot() == Column.DISPLAY_NAME
                ? row -> env.record(table, row).value(column)
                : row -> Cells.resolve(column.raw(row), scope);
    }

    private Predicate<Row> equal(@Nullable Object given, boolean wanted) {
        Function<Row, @Nullable Object> value = value();
        if (column.type() == OdooFieldType.BOOLEAN) {
            boolean expected = Boolean.TRUE.equals(Cells.of(column.field(), given)) == wanted;
            return row -> Boolean.TRUE.equals(value.apply(row)) == expected;
        }
        if (given == null || Boolean.FALSE.equals(given)) {
            return row -> (value.apply(row) == null) == wanted;
        }
        if (column.type() == OdooFieldType.DATETIME) {
            return new MomentCondition(env.version(), value).equal(given, wanted);
        }
        Object expected = operand(given);
        return row -> expected.equals(value.apply(row)) == wanted;
    }

    private Predicate<Row> among(List<?> given, boolean wanted) {
        Function<Row, @Nullable Object> value = value();
        if (column.type() == OdooFieldType.DATETIME || column.type() == OdooFieldType.BOOLEAN) {
            List<Predicate<Row>> tests = new ArrayList<>();
            given.forEach(one -> tests.add(equal(one, true)));
            return row -> tests.stream().anyMatch(test -> test.test(row)) == wanted;
        }
        Set<Object> expected = new HashSet<>();
        boolean orEmpty = false;
        for (Object one : given) {
            if (one == null || one.equals(false)) {
                orEmpty = true;
            } else {
                expected.add(operand(one));
            }
        }
        boolean matchesEmpty = orEmpty;
        return row -> {
            Object actual = value.apply(row);
            return (actual == null ? matchesEmpty : expected.contains(actual)) == wanted;
        };
    }

    private Predicate<Row> compared(Domain.Leaf leaf) {
        Object given = leaf.value();
        String operator = leaf.operator();
        if (given == null || Boolean.FALSE.equals(given)) {
            return incomparable(leaf);
        }
        Function<Row, @Nullable Object> value = value();
        if (column.type() == OdooFieldType.DATETIME) {
            return new MomentCondition(env.version(), value).compared(operator, given);
        }
        Object expected = operand(given);
        IntPredicate holds = holds(operator);
        return row -> {
            Object actual = value.apply(row);
            return actual != null && holds.test(compare(actual, expected));
        };
    }

    static IntPredicate holds(String operator) {
        return switch (operator) {
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            default -> order -> order >= 0;
        };
    }

    @SuppressWarnings("unchecked") // both sides are made by Cells for one column
    static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** The operand of a comparison with a column; before 19, ids of tables must be 32-bit integers. */
    private Object operand(Object given) {
        if (column.isId()) {
            boolean wide = given instanceof Number number
                    && (given instanceof Double
                            || (number.longValue() != number.intValue()
                                    && !table.model().hasWideIds()));
            if (wide && env.version() != OdooVersion.V19) {
                throw OdooError.internal("psycopg2.errors.NumericValueOutOfRange", "integer out of range\n");
            }
            return Cells.whole(given);
        }
        if (column.type() == OdooFieldType.MANY2ONE) {
            return Cells.whole(given);
        }
        if (column.type() == OdooFieldType.SELECTION || given instanceof Boolean) {
            return given.toString();
        }
        Object operand = Cells.of(column.field(), given);
        return operand == null ? given : operand;
    }

    private Predicate<Row> pattern(Domain.Leaf leaf) {
        boolean negative = leaf.operator().startsWith("not ");
        String text = leaf.value() == null || leaf.value().equals(false)
                ? ""
                : leaf.value().toString();
        String operator = negative ? leaf.operator().substring(4) : leaf.operator();
        boolean anywhere = !operator.startsWith("=");
        if (anywhere && text.isEmpty()) {
            return row -> !negative;
        }
        Predicate<String> matches = LikePattern.of(anywhere ? "%" + text + "%" : text, operator.endsWith("ilike"));
        Function<Row, @Nullable Object> value = value();
        return row -> {
            Object actual = value.apply(row);
            return actual == null ? negative : matches.test(written(actual)) != negative;
        };
    }

    private static String written(Object value) {
        return value instanceof Double number ? PythonText.repr(number.doubleValue()) : value.toString();
    }
}
