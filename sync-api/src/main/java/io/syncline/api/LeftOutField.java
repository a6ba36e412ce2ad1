package io.syncline.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A field that could be read and is left out of texts and payloads, because nobody named it.
 *
 * @param name technical name
 * @param reason why it is left out, such as {@code personal data}
 */
public record LeftOutField(String name, String reason) {

    /**
     * The names of fields by the reason why they are left out.
     *
     * @param fields some fields
     * @return names in the order of the fields, by reason in alphabetical order
     */
    public static SortedMap<String, List<String>> namesByReason(Collection<LeftOutField> fields) {
        SortedMap<String, List<String>> names = new TreeMap<>();
        fields.forEach(field ->
                names.computeIfAbsent(field.reason(), none -> new ArrayList<>()).add(field.name()));
        return names;
    }
}
