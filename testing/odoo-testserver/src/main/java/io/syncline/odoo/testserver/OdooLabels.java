package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a field and its choices are called, by language.
 *
 * @param labels the label of the field by language
 * @param choices the label of each key of a selection by language, in order
 */
record OdooLabels(Map<String, String> labels, Map<String, Map<String, String>> choices) {

    static final OdooLabels NONE = new OdooLabels(Map.of(), Map.of());

    private static final String ENGLISH = "en_US";

    OdooLabels label(String language, String label) {
        return new OdooLabels(plus(labels, language, label), choices);
    }

    OdooLabels choices(String language, Map<String, String> choiceLabels) {
        return new OdooLabels(labels, plus(choices, language, new LinkedHashMap<>(choiceLabels)));
    }

    String labelIn(String language, String otherwise) {
        String own = labels.get(language);
        return own != null ? own : labels.getOrDefault(ENGLISH, otherwise);
    }

    boolean hasChoice(String key) {
        return choices.getOrDefault(ENGLISH, Map.of()).containsKey(key);
    }

    /** The pairs of key and label that {@code fields_get} answers. */
    List<Object> choicesIn(String language) {
        Map<String, String> own = choices.getOrDefault(language, Map.of());
        List<Object> pairs = new ArrayList<>();
        choices.getOrDefault(ENGLISH, Map.of())
                .forEach((key, label) -> pairs.add(List.of(key, own.getOrDefault(key, label))));
        return pairs;
    }

    static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
