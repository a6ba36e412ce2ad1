package io.syncline.testkit.contract;

import io.syncline.api.filter.And;
import io.syncline.api.filter.Compared;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Exists;
import io.syncline.api.filter.Not;
import io.syncline.api.filter.OneOf;
import io.syncline.api.filter.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a payload satisfies a condition, as simply as the Javadoc of {@link Condition} says it. */
final class ExpectedMatch {

    private ExpectedMatch() {}

    static boolean of(Condition condition, Map<String, Object> payload) {
        if (condition instanceof Not not) {
            return !of(not.condition(), payload);
        }
        if (condition instanceof And and) {
            for (Condition part : and.parts()) {
                if (!of(part, payload)) {
                    return false;
                }
            }
            return true;
        }
        if (condition instanceof Exists exists) {
            return !elements(payload.get(exists.field())).isEmpty();
        }
        if (condition instanceof OneOf in) {
            return elements(payload.get(in.field())).stream().anyMatch(element -> isOneOf(element, in.values()));
        }
        if (condition instanceof Compared compared) {
            return elements(payload.get(compared.field())).stream().anyMatch(element -> isInOrder(element, compared));
        }
        return condition.parts().stream().anyMatch(part -> of(part, payload));
    }

    private static List<?> elements(@Nullable Object stored) {
        return stored == null ? List.of() : (stored instanceof List<?> list ? list : List.of(stored));
    }

    private static boolean isOneOf(Object element, List<Object> values) {
        return values.stream()
                .anyMatch(value -> (element instanceof Number number && value instanceof Number other)
                        ? digits(number).compareTo(digits(other)) == 0
                        : element.equals(value));
    }

    private static boolean isInOrder(Object element, Compared compared) {
        if (element instanceof Number number && compared.value() instanceof Number other) {
            return isInOrder(digits(number).compareTo(digits(other)), compared.order());
        }
        return element instanceof String text
                && compared.value() instanceof Instant moment
                && isTime(text, moment, compared.order());
    }

    private static boolean isTime(String text, Instant moment, Order order) {
        try {
            // the pattern leaves out what java.time reads as well, such as years of five digits and times without
            // seconds
            if (!text.matches("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d))?")) {
                return false;
            }
            Instant stored = Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
            return isInOrder(stored.truncatedTo(ChronoUnit.MICROS).compareTo(moment), order);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isInOrder(int comparison, Order order) {
        return switch (order) {
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
        };
    }

    private static BigDecimal digits(Number number) {
        return number instanceof Long whole ? new BigDecimal(whole) : new BigDecimal(number.doubleValue());
    }
}
