package io.syncline.core.text;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Choice;
import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of one line per field: its label and its value. Long values are sections of their own. If the source chose the
 * fields, values that say nothing are left out: zero, no, choices that nobody made, and texts that stand in an earlier line.
 */
final class LabelledText {

    private static final int LONG = 200;
    private static final int SHORTEST_COPY = 3;

    private final List<FieldDescription> fields;
    private final TextRules rules;
    private final Set<String> separate;

    LabelledText(List<FieldDescription> fields, TextRules rules) {
        this.fields = fields;
        this.rules = rules;
        this.separate = new HashSet<>(rules.separate());
    }

    List<TextSection> sections(SourceRecord record) {
        List<TextSection> sections = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        EarlierValues earlier = new EarlierValues();
        for (FieldDescription field : fields) {
            String value = value(field, record.field(field.name()), earlier);
            if (value.isEmpty()) {
                continue;
            }
            boolean apart = separate.contains(field.name());
            if (apart || value.length() > LONG || value.indexOf('\n') >= 0 || value.startsWith("- ")) {
                flush(lines, sections);
                String label = PlainText.lines(field.label());
                sections.add(new TextSection(label, apart ? value : label + separator(value) + value, apart));
            } else {
                lines.append(lines.isEmpty() ? "" : "\n")
                        .append(PlainText.lines(field.label()))
                        .append(": ")
                        .append(value);
            }
        }
        flush(lines, sections);
        return sections;
    }

    private String separator(String value) {
        return rules.omitsUninformative() && (value.indexOf('\n') >= 0 || value.startsWith("- ")) ? ":\n" : ": ";
    }

    private static void flush(StringBuilder lines, List<TextSection> sections) {
        if (!lines.isEmpty()) {
            sections.add(new TextSection("", lines.toString(), false));
            lines.setLength(0);
        }
    }

    private String value(FieldDescription field, FieldValue value, EarlierValues earlier) {
        if (!rules.omitsUninformative()) {
            return FieldText.of(value);
        }
        String text = isUninformative(field, value) ? "" : FieldText.of(value);
        return earlier.isRepeated(field, text) ? "" : text;
    }

    private boolean isUninformative(FieldDescription field, FieldValue value) {
        if (value instanceof FieldValue.Whole whole) {
            return whole.value() == 0;
        } else if (value instanceof FieldValue.Decimal decimal) {
            return decimal.value() == 0;
        } else if (value instanceof FieldValue.Money money) {
            return money.amount() == 0;
        } else if (value instanceof FieldValue.Bool bool) {
            return !bool.value();
        }
        return value instanceof Choice choice
                && choice.key().equals(rules.defaultChoices().get(field.name()));
    }

    /**
     * The texts of the lines so far. A text is a copy if a line has it already, or if it makes up most of the first line, the
     * record's name, in which its own lines stand behind each other. Numbers, dates, links and choices may be equal by chance, and are never copies.
     */
    private static final class EarlierValues {

        private final Set<String> texts = new HashSet<>();
        private @Nullable String name;

        boolean isRepeated(FieldDescription field, String text) {
            if (text.isEmpty()) {
                return true;
            }
            boolean copy = (field.type() == FieldType.TEXT || field.type() == FieldType.HTML)
                    && text.length() >= SHORTEST_COPY
                    && (texts.contains(text) || isIn(name, inOneLine(text)));
            texts.add(text);
            name = name == null ? inOneLine(text) : name;
            return copy;
        }

        /** Names of records have the lines of a description behind each other, with commas. */
        private static String inOneLine(String text) {
            return text.replace("\n", ", ");
        }

        private static boolean isIn(@Nullable String name, String text) {
            int at = name == null || 2 * text.length() <= name.length() ? -1 : name.indexOf(text);
            return name != null
                    && at >= 0
                    && (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1)))
                    && (at + text.length() == name.length()
                            || !Character.isLetterOrDigit(name.charAt(at + text.length())));
        }
    }
}
