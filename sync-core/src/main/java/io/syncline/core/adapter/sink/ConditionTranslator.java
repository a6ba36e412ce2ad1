package io.syncline.core.adapter.sink;

import io.syncline.api.filter.And;
import io.syncline.api.filter.Compared;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Exists;
import io.syncline.api.filter.Not;
import io.syncline.api.filter.OneOf;
import io.syncline.api.filter.Or;
import io.syncline.api.filter.Order;
import io.syncline.core.port.vector.SinkQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates conditions to the filters of a store. A filter may match more than its condition, but never less: not every store
 * can express all that {@link Condition} promises. It is {@link #isExact exact} if it matches nothing else. What another one finds, the sink
 * checks with {@link SinkQuery#accepts}, and looks for more, at a cost that grows no faster than what the filter matches.
 *
 * <p>Not exact are comparisons with numbers from 2^53 on, where stores compare doubles or decimals, with dates and times, of which
 * stores have ideas of their own, with texts that have a NUL, and of entries whose name a store cannot express.
 *
 * <p>A translator is for one condition, and not thread-safe.
 *
 * @param <F> a filter of the store
 */
public abstract class ConditionTranslator<F> {

    /** What comes after all digits. */
    private static final String AFTER_ALL_DATES = ":";

    private boolean exact = true;

    /** Translates a condition to a filter that matches whatever satisfies it. */
    public final F translate(Condition condition) {
        return translate(condition, false);
    }

    /** Whether the filter matches nothing else. */
    public final boolean isExact() {
        return exact;
    }

    /** Negations are moved to the conditions on entries: there, they turn a filter that matches more to one that matches less. */
    private F translate(Condition condition, boolean negated) {
        if (condition instanceof Not not) {
            return translate(not.condition(), !negated);
        }
        if (condition instanceof And || condition instanceof Or) {
            List<F> parts = condition.parts().stream()
                    .map(part -> translate(part, negated))
                    .toList();
            return condition instanceof And == negated ? any(parts) : all(parts);
        }
        boolean expressed = canExpress(condition);
        if (expressed && comparesExactly(condition)) {
            F filter = onEntry(condition);
            return negated ? not(filter) : filter;
        }
        exact = false;
        return negated || !expressed ? everything() : onEntry(condition);
    }

    /** Whether each value of a condition on an entry is one that every store compares as Syncline does. */
    private static boolean comparesExactly(Condition condition) {
        if (condition instanceof OneOf in) {
            return in.values().stream().allMatch(ConditionTranslator::isComparedExactly);
        }
        return !(condition instanceof Compared compared) || isComparedExactly(compared.value());
    }

    private static boolean isComparedExactly(Object value) {
        if (value instanceof Number number) {
            return ComparedNumbers.isExact(number);
        }
        return !(value instanceof Instant) && !(value instanceof String text && text.indexOf('\0') >= 0);
    }

    private F onEntry(Condition condition) {
        if (condition instanceof Exists exists) {
            return exists(exists.field());
        }
        return condition instanceof OneOf in ? oneOf(in) : compared((Compared) condition);
    }

    private F oneOf(OneOf in) {
        List<F> parts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Number> numbers = new ArrayList<>();
        for (Object value : in.values()) {
            if (!isComparedExactly(value)) {
                parts.add(value instanceof Number number ? near(in.field(), number) : exists(in.field()));
            } else if (value instanceof String text) {
                texts.add(text);
            } else if (value instanceof Boolean truth) {
                parts.add(truth(in.field(), truth));
            } else {
                numbers.add((Number) value);
            }
        }
        if (!texts.isEmpty()) {
            parts.add(text(in.field(), texts));
        }
        if (!numbers.isEmpty()) {
            parts.add(number(in.field(), numbers));
        }
        return parts.size() == 1 ? parts.get(0) : any(parts);
    }

    /** Matches an entry that may equal a number that stores round. */
    private F near(String field, Number number) {
        return all(List.of(atLeastNearly(field, number), atMostNearly(field, number)));
    }

    private F atLeastNearly(String field, Number number) {
        double bound = ComparedNumbers.below(number);
        return Double.isFinite(bound) ? number(field, Order.AT_LEAST, bound) : exists(field);
    }

    private F atMostNearly(String field, Number number) {
        double bound = ComparedNumbers.above(number);
        return Double.isFinite(bound) ? number(field, Order.AT_MOST, bound) : exists(field);
    }

    private F compared(Compared compared) {
        if (compared.value() instanceof Instant moment) {
            return time(compared.field(), compared.order(), moment);
        }
        Number number = (Number) compared.value();
        if (isComparedExactly(number)) {
            return number(compared.field(), compared.order(), number);
        }
        return compared.order() == Order.LESS || compared.order() == Order.AT_MOST
                ? atMostNearly(compared.field(), number)
                : atLeastNearly(compared.field(), number);
    }

    /**
     * Whether the store can express a condition on an entry at all, such as one of its name.
     *
     * @param condition an {@link Exists}, {@link OneOf} or {@link Compared}
     */
    protected abstract boolean canExpress(Condition condition);

    /**
     * A text to compare stored dates and times with, by their characters. What lies before a moment is less than the bound, what
     * lies after it is not less; a margin of two days allows for offsets.
     */
    protected static String textBound(Order order, Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        boolean before = order == Order.LESS || order == Order.AT_MOST;
        LocalDate bound = before ? day.plusDays(2) : day.minusDays(1);
        if (bound.getYear() > 9999) {
            return AFTER_ALL_DATES;
        }
        return bound.getYear() < 1 ? "" : bound.toString();
    }

    /** Matches everything. */
    protected abstract F everything();

    /** Matches what all of some filters match. */
    protected abstract F all(List<F> filters);

    /** Matches what one of some filters matches. */
    protected abstract F any(List<F> filters);

    /** Matches what an exact filter does not match. */
    protected abstract F not(F filter);

    /** Matches an entry that is one of some texts, or a list with one of them. */
    protected abstract F text(String field, List<String> values);

    /** Matches an entry that is a truth value, or a list with it. */
    protected abstract F truth(String field, boolean value);

    /** Matches an entry that equals one of some numbers, or a list with such a number. */
    protected abstract F number(String field, List<Number> values);

    /** Matches an entry that is less or greater than a number, or a list with such a number. */
    protected abstract F number(String field, Order order, Number value);

    /** Matches an entry that is before or after a moment, or a list with such an entry; may match other texts too. */
    protected abstract F time(String field, Order order, Instant value);

    /** Matches an entry that exists. */
    protected abstract F exists(String field);
}
