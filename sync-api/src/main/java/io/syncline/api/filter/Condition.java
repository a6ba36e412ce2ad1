package io.syncline.api.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition on the payload of a record: what is stored with its points, by name. Every sink gives it the same meaning:
 *
 * <ul>
 *   <li><b>Names</b> are the names of payload entries, in their case: {@code parent_id.city} is one name, not a path.
 *   <li><b>Lists</b> satisfy a condition if one of their elements does. An element that is a list itself equals nothing.
 *   <li><b>Missing entries</b> satisfy neither {@link OneOf} nor {@link Compared}. An entry <b>exists</b> unless it is missing or
 *       an empty list; the payload has no null.
 *   <li><b>{@code not}</b> turns true to false and false to true, and there is no third value. So {@code city != 'Graz'}, which is
 *       {@code not (city = 'Graz')}, is also true of records without a city, and of a list none of whose elements is Graz.
 *   <li><b>Texts</b> are equal if all their characters are: case, spaces and accents count. They have no order, see below.
 *   <li><b>Numbers</b> are compared by value, whole or not: 5 equals 5.0. Numbers, texts, and {@code true} and {@code false} never
 *       equal each other: 5 is not '5'.
 *   <li><b>Dates and times</b> are texts. For equality they are compared as texts. {@code <}, {@code <=}, {@code >} and {@code >=}
 *       compare them as points in time, to the microsecond: a date {@code 2026-11-30} is its first moment in UTC, a time
 *       {@code 2026-11-30T09:30:00Z}, with a fraction or another offset if it has one, is that moment. Other texts satisfy none of these
 *       comparisons. Years are from 0001 to 9999.
 * </ul>
 *
 * <p>{@code toString} writes a condition in the language that {@link #parse} reads. Immutable.
 */
public sealed interface Condition permits And, Compared, Exists, Not, OneOf, Or {

    /**
     * Whether a payload satisfies the condition.
     *
     * @param payload strings, longs, doubles, booleans and lists of these by name
     */
    boolean matches(Map<String, ?> payload);

    /** The conditions that this one is made of; none if it is on an entry. */
    List<Condition> parts();

    /** How many values it compares with, and entries it asks for. */
    default int size() {
        return parts().stream().mapToInt(Condition::size).sum();
    }

    /** How many conditions are within each other, at most; 1 if it is on an entry. */
    default int depth() {
        return 1 + parts().stream().mapToInt(Condition::depth).max().orElse(0);
    }

    /** The names of the payload entries that it is on, in alphabetical order. */
    default Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        parts().forEach(part -> fields.addAll(part.fields()));
        return fields;
    }

    /** Both this condition and another one. */
    default Condition and(Condition other) {
        return new And(List.of(this, other));
    }

    /** This condition or another one. */
    default Condition or(Condition other) {
        return new Or(List.of(this, other));
    }

    /** The opposite of this condition. */
    default Condition negate() {
        return new Not(this);
    }

    /**
     * Reads a condition that a person or a program wrote, such as {@code city = 'Graz' and credit_limit > 1000}.
     *
     * <pre>
     * condition  = all {"or" all}
     * all        = one {"and" one}
     * one        = "not" one | "(" condition ")" | name test
     * test       = ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") value
     *            | ["not"] "in" "(" value {"," value} ")"
     *            | "exists" | "is" ["not"] "null"
     * value      = 'text' | number | true | false
     * name       = letters, digits, _ and dots, not beginning with a digit | "any characters"
     * </pre>
     *
     * <p>Keywords are read in any case; names that are keywords stand in double quotes. A quote within quotes is doubled. Texts that are dates or times may also have a space for the
     * {@code T}, and no offset, which then is UTC; {@code =}, {@code !=} and {@code in} also find the form in which Syncline stores such
     * a time.
     *
     * @throws InvalidConditionException if it is no condition, is longer than 10,000 characters, has more than 30 levels of parentheses
     *     and {@code not}, or a whole number that can only be compared rounded
     */
    static Condition parse(String text) {
        return ConditionParser.parse(text);
    }

    /**
     * An entry that equals a value.
     *
     * @param field the name of the entry
     * @param value a text, a number, a boolean, or a date or point in time of {@code java.time}, which stands for the text that is
     *     stored for it
     * @throws IllegalArgumentException if the value is of another type or not finite
     */
    static Condition equal(String field, Object value) {
        return new OneOf(field, List.of(value));
    }

    /**
     * An entry that equals one of some values.
     *
     * @param field the name of the entry
     * @param values at least one, as {@link #equal} takes them
     */
    static Condition in(String field, Collection<?> values) {
        return new OneOf(field, new ArrayList<>(values));
    }

    /** The same. */
    static Condition in(String field, Object... values) {
        return in(field, Arrays.asList(values));
    }

    /** An entry that is less than a value, see {@link Compared}. */
    static Condition less(String field, Object value) {
        return new Compared(field, Order.LESS, value);
    }

    /** An entry that is at most a value, see {@link Compared}. */
    static Condition atMost(String field, Object value) {
        return new Compared(field, Order.AT_MOST, value);
    }

    /** An entry that is greater than a value, see {@link Compared}. */
    static Condition greater(String field, Object value) {
        return new Compared(field, Order.GREATER, value);
    }

    /** An entry that is at least a value, see {@link Compared}. */
    static Condition atLeast(String field, Object value) {
        return new Compared(field, Order.AT_LEAST, value);
    }

    /** An entry that exists. */
    static Condition exists(String field) {
        return new Exists(field);
    }

    /** All of some conditions; at least one. */
    static Condition allOf(Collection<? extends Condition> conditions) {
        return conditions.size() == 1 ? conditions.iterator().next() : new And(List.copyOf(conditions));
    }

    /** One of some conditions at least; at least one. */
    static Condition anyOf(Collection<? extends Condition> conditions) {
        return conditions.size() == 1 ? conditions.iterator().next() : new Or(List.copyOf(conditions));
    }

    /** The opposite of a condition. */
    static Condition not(Condition condition) {
        return condition.negate();
    }
}
