package io.syncline.sql.internal.key;

import io.syncline.api.RecordId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps the values of a key to the id of a record and back, so that ids are ordered like the values, column by column.
 *
 * <p>A single whole number stays a number; a single UUID or text stays as it is. Several columns become one text: their parts,
 * separated by a space, whole numbers as a letter for their length and their digits ({@code north b42}). The text of a part
 * does not depend on the width of its column, so a column that is widened keeps its ids.
 *
 * <p>Immutable.
 */
public final class KeyCodec {

    private final List<KeyKind> kinds;

    /**
     * A key of some columns.
     *
     * @param kinds what they hold, in their order; one or more
     */
    public KeyCodec(List<KeyKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** What the columns hold. */
    public List<KeyKind> kinds() {
        return kinds;
    }

    /**
     * The id of a row.
     *
     * @param values the values of its key, as {@link KeyKind} says
     * @throws IllegalArgumentException if there is no such id: it would be empty, too long, or has a NUL
     */
    public RecordId idOf(List<Object> values) {
        if (kinds.size() == 1) {
            Object value = values.get(0);
            return value instanceof Long number ? RecordId.of(number) : RecordId.of((String) value);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < kinds.size(); i++) {
            text.append(i == 0 ? "" : EscapedText.END).append(part(kinds.get(i), values.get(i)));
        }
        return RecordId.of(text.toString());
    }

    private static String part(KeyKind kind, Object value) {
        return switch (kind) {
            case INTEGER -> NumberedTexts.whole((Long) value);
            case UUID -> (String) value;
            case TEXT -> EscapedText.of((String) value);
        };
    }

    /** The values of the key of a record; empty if no row can have this id. */
    public Optional<List<Object>> valuesOf(RecordId id) {
        KeyBound bound = after(id);
        boolean exact = bound.place() == KeyBound.Place.AT
                && !bound.inclusive()
                && bound.values().size() == kinds.size();
        return exact && isIdOf(id, bound.values()) ? Optional.of(bound.values()) : Optional.empty();
    }

    private boolean isIdOf(RecordId id, List<Object> values) {
        try {
            return idOf(values).equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Which rows come after the position right after an id, whether a row can have this id or not. */
    public KeyBound after(RecordId id) {
        if (kinds.equals(List.of(KeyKind.INTEGER))) {
            return id.isNumber() ? KeyBound.after(List.of(id.number())) : KeyBound.NONE;
        }
        if (id.isNumber()) {
            return KeyBound.ALL;
        }
        return kinds.equals(List.of(KeyKind.TEXT)) ? KeyBound.after(List.of(id.text())) : after(id.text());
    }

    private KeyBound after(String id) {
        List<Object> values = new ArrayList<>();
        String rest = id;
        for (int i = 0; i < kinds.size(); i++) {
            boolean last = i == kinds.size() - 1;
            Step step = kinds.get(i) == KeyKind.TEXT
                    ? text(rest, values, last)
                    : numbered(
                            kinds.get(i) == KeyKind.UUID ? NumberedTexts.UUID_TEXTS : NumberedTexts.WHOLE,
                            rest,
                            values,
                            last);
            if (step.bound().isPresent()) {
                return step.bound().get();
            }
            rest = step.rest();
        }
        return KeyBound.after(values);
    }

    /** Either a bound, or what is left of the id after a part whose value was added. */
    private record Step(Optional<KeyBound> bound, String rest) {

        static Step end(KeyBound bound) {
            return new Step(Optional.of(bound), "");
        }
    }

    private static Step numbered(NumberedTexts texts, String rest, List<Object> values, boolean last) {
        String suffix = last ? "" : String.valueOf(EscapedText.END);
        Optional<BigInteger> found = texts.beginning(rest, suffix);
        if (found.isPresent()) {
            String part = texts.text(found.get()) + suffix;
            values.add(texts.value(found.get()));
            boolean more = last && part.length() < rest.length();
            return more ? Step.end(KeyBound.after(values)) : new Step(Optional.empty(), rest.substring(part.length()));
        }
        Optional<BigInteger> next = texts.firstAfter(rest, suffix);
        if (next.isPresent()) {
            values.add(texts.value(next.get()));
            return Step.end(KeyBound.from(values));
        }
        return Step.end(values.isEmpty() ? KeyBound.NONE : KeyBound.after(values));
    }

    private static Step text(String rest, List<Object> values, boolean last) {
        EscapedText.Reading read = EscapedText.read(rest);
        String value = read.value();
        if (read.rest() == EscapedText.Rest.AFTER_ESCAPES) {
            values.add(value + (char) (EscapedText.GREATEST_ESCAPED + 1));
            return Step.end(KeyBound.from(values));
        }
        values.add(value);
        return switch (read.rest()) {
            case SPACE ->
                last ? Step.end(KeyBound.after(values)) : new Step(Optional.empty(), rest.substring(read.length() + 1));
            case NOTHING, BEFORE_END -> Step.end(last ? KeyBound.after(values) : KeyBound.from(values));
            default -> Step.end(KeyBound.after(values));
        };
    }
}
