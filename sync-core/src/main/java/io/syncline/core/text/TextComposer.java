package io.syncline.core.text;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.SourceRecord;
import java.util.List;
import java.util.function.Function;

/** Makes the text of a record, in parts. Thread-safe. */
final class TextComposer {

    private static final int LONGEST_TITLE = 120;

    private final Function<SourceRecord, List<TextSection>> sections;
    private final TextRules rules;

    private TextComposer(Function<SourceRecord, List<TextSection>> sections, TextRules rules) {
        this.sections = sections;
        this.rules = rules;
    }

    static TextComposer of(LabelledText text, TextRules rules) {
        return new TextComposer(text::sections, rules);
    }

    static TextComposer of(Template template, TextRules rules) {
        return new TextComposer(
                record -> {
                    String text = template.render(record);
                    return !InvisibleCharacters.hasVisible(text)
                            ? List.of()
                            : List.of(new TextSection("", text, false));
                },
                rules);
    }

    DocumentText compose(SourceRecord record) {
        List<TextSection> parts = lacksEssentials(record) ? List.of() : sections.apply(record);
        return parts.isEmpty()
                ? DocumentText.EMPTY
                : new DocumentText(
                        rules.title().map(field -> title(field, record)).orElse(""), parts);
    }

    private boolean lacksEssentials(SourceRecord record) {
        return !rules.essential().isEmpty()
                && rules.essential().stream()
                        .allMatch(field -> FieldText.of(record.field(field)).isEmpty()
                                && !record.unreadable().containsKey(field));
    }

    private static String title(FieldDescription field, SourceRecord record) {
        String name = FieldText.of(record.field(field.name())).replace('\n', ' ');
        return name.isEmpty() ? "" : cut(PlainText.lines(field.label()) + " " + name);
    }

    private static String cut(String title) {
        int length = title.codePointCount(0, title.length());
        return length <= LONGEST_TITLE ? title : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
    }
}
