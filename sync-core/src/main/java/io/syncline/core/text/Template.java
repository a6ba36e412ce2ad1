package io.syncline.core.text;

import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of literal text and values. A line whose values are all empty is left out, so a template needs no conditions.
 */
final class Template {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(?:([\\p{L}_][\\p{L}\\p{M}\\p{N}_.]*)|\"([^\"{}]+)\")}");

    private static final int USUAL_LENGTH = 512;

    private final List<Line> lines;

    private Template(List<Line> lines) {
        this.lines = lines;
    }

    /** A template as users write it, with {@code {field}} where a value belongs; a name with spaces is in quotes. */
    static Template parse(String text) {
        List<Line> lines = new ArrayList<>();
        text.lines().forEach(line -> lines.add(parseLine(line)));
        return new Template(List.copyOf(lines));
    }

    /** The same template with other names of its fields. */
    static String renamed(String text, UnaryOperator<String> names) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String name = name(placeholder);
            String other = names.apply(name);
            return Matcher.quoteReplacement(
                    other.equals(name)
                            ? placeholder.group()
                            : placeholder.group().replace(name, other));
        });
    }

    private static String name(MatchResult placeholder) {
        String plain = placeholder.group(1);
        return plain == null ? placeholder.group(2) : plain;
    }

    private static Line parseLine(String line) {
        List<Placeholder> placeholders = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(line);
        int end = 0;
        while (matcher.find()) {
            placeholders.add(new Placeholder(line.substring(end, matcher.start()), name(matcher)));
            end = matcher.end();
        }
        if (end < line.length()) {
            placeholders.add(new Placeholder(line.substring(end), ""));
        }
        return new Line(List.copyOf(placeholders));
    }

    /** The fields that a template names, in order of appearance. */
    List<String> fields() {
        return lines.stream()
                .flatMap(line -> line.placeholders().stream())
                .map(Placeholder::field)
                .filter(field -> !field.isEmpty())
                .distinct()
                .toList();
    }

    String render(SourceRecord record) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (Line line : lines) {
            line.render(record, out);
        }
        return out.toString();
    }

    /** A literal followed by the value of a field, or by nothing if the field is empty. */
    private record Placeholder(String literal, String field) {}

    private record Line(List<Placeholder> placeholders) {

        void render(SourceRecord record, StringBuilder out) {
            int start = out.length();
            boolean named = false;
            boolean shown = false;
            if (start > 0) {
                out.append('\n');
            }
            int begin = out.length();
            for (Placeholder placeholder : placeholders) {
                out.append(placeholder.literal());
                if (!placeholder.field().isEmpty()) {
                    String value = FieldText.of(record.field(placeholder.field()));
                    named = true;
                    shown |= !value.isEmpty();
                    out.append(value);
                }
            }
            if ((named && !shown) || out.length() == begin) {
                out.setLength(start);
            }
        }
    }
}
