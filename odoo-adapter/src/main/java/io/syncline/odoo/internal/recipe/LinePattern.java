package io.syncline.odoo.internal.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with fields in braces, such as <code>{product_uom_qty} x {product_id|name}, each {price_unit}</code>. Of names that
 * are separated by bars, the first that has a value counts. A part between commas whose values are all empty is left out, and
 * so is a value that the line shows already.
 */
public final class LinePattern {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_|]*)}");

    private final String text;
    private final List<List<Part>> parts;

    private record Part(String literal, List<String> fields) {}

    private LinePattern(String text, List<List<Part>> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it names no field
     */
    public static LinePattern parse(String text) {
        List<List<Part>> all = new ArrayList<>();
        for (String segment : text.split("(?<=, )|(?<=\n)", -1)) {
            all.add(parts(segment));
        }
        LinePattern pattern = new LinePattern(text, List.copyOf(all));
        if (pattern.fields().isEmpty()) {
            throw new IllegalArgumentException("the line '" + text + "' names no field in braces, such as {name}");
        }
        return pattern;
    }

    private static List<Part> parts(String segment) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACE.matcher(segment);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Part(segment.substring(end, matcher.start()), alternatives(matcher.group(1))));
            end = matcher.end();
        }
        parts.add(new Part(segment.substring(end), List.of()));
        return parts;
    }

    /** The names in a text that separates them by bars. */
    static List<String> alternatives(String names) {
        return Arrays.asList(names.split("\\|", -1));
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
    public String line(Function<String, String> values) {
        StringBuilder line = new StringBuilder();
        Set<String> said = new LinkedHashSet<>();
        boolean lineEnds = false;
        for (List<Part> segment : parts) {
            String shown = segment(segment, values, said);
            String body = shown.replaceAll("(, |\n)$", "");
            if (!body.isBlank()) {
                line.append(line.isEmpty() ? "" : lineEnds ? "\n" : ", ").append(body);
                lineEnds = false;
            }
            lineEnds |= endsLine(segment);
        }
        return line.toString().strip();
    }

    private static boolean endsLine(List<Part> segment) {
        return segment.get(segment.size() - 1).literal().endsWith("\n");
    }

    private static String segment(List<Part> segment, Function<String, String> values, Set<String> said) {
        StringBuilder out = new StringBuilder();
        boolean places = false;
        boolean shows = false;
        for (Part part : segment) {
            out.append(part.literal());
            if (!part.fields().isEmpty()) {
                String value = fresh(first(part.fields(), values), said);
                places = true;
                shows |= !value.isEmpty();
                out.append(value);
            }
        }
        return places && !shows ? "" : out.toString();
    }

    private static String first(List<String> fields, Function<String, String> values) {
        return fields.stream()
                .map(values)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What a value adds: a text that begins with an earlier value, as texts of order lines do, loses that beginning. */
    private static String fresh(String value, Set<String> said) {
        String rest = value;
        for (String earlier : said) {
            if (rest.startsWith(earlier)) {
                rest = rest.substring(earlier.length()).replaceFirst("^[\\s,:-]+", "");
            } else if (sameCode(earlier, rest)) {
                int lineEnd = rest.indexOf('\n');
                rest = lineEnd < 0 ? "" : rest.substring(lineEnd + 1).strip();
            } else if (earlier.endsWith(" " + rest)) {
                rest = "";
            }
            rest = rest.replace(", " + earlier + " : ", ", ").replace(", " + earlier + ": ", ", ");
        }
        if (value.length() > 2) {
            said.add(value);
        }
        return rest;
    }

    /** Whether two texts begin with the same code in brackets: the same product in two languages. */
    private static boolean sameCode(String one, String other) {
        int end = one.startsWith("[") ? one.indexOf(']') : -1;
        return end > 1 && other.startsWith(one.substring(0, end + 1));
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
