package io.syncline.springai;

import io.syncline.api.filter.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.vectorstore.filter.Filter;

/** Filter expressions of Spring AI as conditions of Syncline. */
final class FilterConditions {

    private FilterConditions() {}

    static Condition of(Filter.Operand operand) {
        if (operand instanceof Filter.Group group) {
            return of(group.content());
        }
        if (operand instanceof Filter.Expression expression) {
            return of(expression);
        }
        throw new IllegalArgumentException("A filter is made of expressions, not of " + operand);
    }

    private static Condition of(Filter.Expression expression) {
        Filter.Operand left = expression.left();
        Filter.@Nullable Operand right = expression.right();
        return switch (expression.type()) {
            case AND -> of(left).and(of(required(expression)));
            case OR -> of(left).or(of(required(expression)));
            case NOT -> of(left).negate();
            case ISNULL -> Condition.exists(name(left)).negate();
            case ISNOTNULL -> Condition.exists(name(left));
            case EQ -> Condition.equal(name(left), value(expression));
            case NE -> Condition.equal(name(left), value(expression)).negate();
            case GT -> Condition.greater(name(left), value(expression));
            case GTE -> Condition.atLeast(name(left), value(expression));
            case LT -> Condition.less(name(left), value(expression));
            case LTE -> Condition.atMost(name(left), value(expression));
            case IN -> Condition.in(name(left), values(right));
            case NIN -> Condition.in(name(left), values(right)).negate();
        };
    }

    private static Filter.Operand required(Filter.Expression expression) {
        Filter.Operand right = expression.right();
        if (right == null) {
            throw new IllegalArgumentException("The expression " + expression + " has no right side");
        }
        return right;
    }

    private static Object value(Filter.Expression expression) {
        if (required(expression) instanceof Filter.Value value) {
            return value.value();
        }
        throw new IllegalArgumentException("The right side of " + expression + " is no value");
    }

    private static List<?> values(Filter.@Nullable Operand right) {
        if (right instanceof Filter.Value value && value.value() instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("A list of values is expected, not " + right);
    }

    /** The parser of Spring AI keeps the quotes of a name. */
    private static String name(Filter.Operand operand) {
        if (!(operand instanceof Filter.Key key)) {
            throw new IllegalArgumentException("The name of a payload entry is expected, not " + operand);
        }
        String name = key.key();
        boolean quoted = name.length() > 1
                && ((name.startsWith("\"") && name.endsWith("\"")) || (name.startsWith("'") && name.endsWith("'")));
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
