package io.syncline.odoo.internal.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with fields in braces, such as <code>{product_uom_qty} x {product_id|name}, each {price_unit}</code>. Of names that
 * are separated by bars, the first that has a value counts. A part between commas whose values are all empty is left out, and
 * so is a text or an amount of money that the line shows already. Numbers and dates are shown as they are: 100 pieces at 100 are
 * no repetition.
 */
public final class LinePattern {

    /** Shorter texts, such as units and initials, begin others by chance. */
    private static final int SHORTEST_REPETITION = 3;

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_|]*)}");

    private final String text;
    private final List<List<Placeholder>> parts;

    private record Placeholder(String literal, List<String> fields) {}

    private LinePattern(String text, List<List<Placeholder>> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it names no field, or something in braces that is no field of a line
     */
    public static LinePattern parse(String text) {
        List<List<Placeholder>> all = new ArrayList<>();
        for (String segment : text.split("(?<=, )|(?<=\n)", -1)) {
            all.add(parts(segment));
        }
        LinePattern pattern = new LinePattern(text, List.copyOf(all));
        if (pattern.fields().isEmpty()) {
            throw new IllegalArgumentException("the line '" + text + "' names no field in braces, such as {name}");
        }
        return pattern;
    }

    private static List<Placeholder> parts(String segment) {
        List<Placeholder> parts = new ArrayList<>();
        Matcher matcher = PLACE.matcher(segment);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Placeholder(segment.substring(end, matcher.start()), Alternatives.of(matcher.group(1))));
            end = matcher.end();
        }
        parts.add(new Placeholder(segment.substring(end), List.of()));
        parts.forEach(LinePattern::check);
        return parts;
    }

    private static void check(Placeholder part) {
        if (part.literal().matches("(?s).*[{}].*")) {
            throw new IllegalArgumentException("'" + part.literal().strip()
                    + "' has a brace that belongs to no field; a line names fields of its own record, such as {name} or"
                    + " {product_id|name}, without dots");
        }
    }

    /** The fields of each place, of which the first with a value is shown. */
    public List<List<String>> alternatives() {
        return parts.stream()
                .flatMap(List::stream)
                .map(Placeholder::fields)
                .filter(fields -> !fields.isEmpty())
                .toList();
    }

    /** All fields that the pattern names. */
    public Set<String> fields() {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(segment -> segment.forEach(part -> names.addAll(part.fields())));
        return names;
    }

    /**
     * The line of a record.
     *
     * @param values the text of a field; empty if it has none
     * @return the line, empty if there is nothing to say
     */
    public String line(Function<String, LineValue> values) {
        StringBuilder line = new StringBuilder();
        Set<LineValue> earlier = new LinkedHashSet<>();
        boolean lineEnds = false;
        for (List<Placeholder> segment : parts) {
            String shown = segment(segment, values, earlier);
            String body = shown.replaceAll("(, |\n)$", "");
            if (!body.isBlank()) {
                line.append(line.isEmpty() ? "" : lineEnds ? "\n" : ", ").append(body);
                lineEnds = false;
            }
            lineEnds |= endsLine(segment);
        }
        return line.toString().strip();
    }

    private static boolean endsLine(List<Placeholder> segment) {
        return segment.get(segment.size() - 1).literal().endsWith("\n");
    }

    private static String segment(
            List<Placeholder> segment, Function<String, LineValue> values, Set<LineValue> earlier) {
        StringBuilder out = new StringBuilder();
        boolean places = false;
        boolean shows = false;
        for (Placeholder part : segment) {
            out.append(part.literal());
            if (!part.fields().isEmpty()) {
                String value = withoutRepetitions(first(part.fields(), values), earlier);
                places = true;
                shows |= !value.isEmpty();
                out.append(value);
            }
        }
        return places && !shows ? "" : out.toString();
    }

    private static LineValue first(List<String> fields, Function<String, LineValue> values) {
        return fields.stream()
                .map(values)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(LineValue.NONE);
    }

    /** What a value adds to those before it. */
    private static String withoutRepetitions(LineValue value, Set<LineValue> earlier) {
        String rest = value.text();
        for (LineValue other : earlier) {
            rest = value.without(other, rest);
        }
        if (value.text().length() >= SHORTEST_REPETITION) {
            earlier.add(value);
        }
        return rest;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
