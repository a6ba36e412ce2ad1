package io.syncline.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The text of a record, before it is cut into chunks.
 *
 * @param title what the record is and its name, on one line; empty if that is unknown
 * @param sections its parts; none if the record has nothing to say
 */
record DocumentText(String title, List<TextSection> sections) {

    static final DocumentText EMPTY = new DocumentText("", List.of());

    DocumentText {
        sections = List.copyOf(sections);
    }

    boolean isEmpty() {
        return sections.isEmpty();
    }

    /** The parts that share chunks. */
    List<TextSection> together() {
        return sections.stream().filter(section -> !section.apart()).toList();
    }

    /** The parts that form chunks of their own. */
    List<TextSection> apart() {
        return sections.stream().filter(TextSection::apart).toList();
    }

    /** Everything, for hashes. */
    String whole() {
        return sections.stream().map(TextSection::text).collect(Collectors.joining("\n"));
    }

    /** The same text with another in the place of each part; parts that become blank are dropped. */
    DocumentText with(UnaryOperator<String> filter) {
        List<TextSection> filtered = new ArrayList<>();
        for (TextSection section : sections) {
            String text = PlainText.lines(filter.apply(section.text()));
            if (InvisibleCharacters.hasVisible(text)) {
                filtered.add(new TextSection(section.name(), text, section.apart()));
            }
        }
        return new DocumentText(PlainText.lines(filter.apply(title)).replace('\n', ' '), filtered);
    }
}
