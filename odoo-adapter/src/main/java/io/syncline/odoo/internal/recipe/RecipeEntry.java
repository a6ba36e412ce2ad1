package io.syncline.odoo.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part of a text: a field, the records that it links to, or the texts of files.
 *
 * @param fields names of the field in several versions of Odoo; the first that exists is used
 * @param label what stands before the value, or empty for Odoo's own word
 * @param lines how linked records are shown, or empty for the value of the field
 * @param files how the texts of files are shown, or empty for the value of the field
 * @param when the values of other fields of the record for which this part is shown; empty for always
 */
public record RecipeEntry(
        List<String> fields,
        String label,
        Optional<RecipeLines> lines,
        Optional<RecipeFiles> files,
        Map<String, List<String>> when) {

    /** Copies the collections. */
    public RecipeEntry {
        fields = List.copyOf(fields);
        when = Map.copyOf(when);
    }

    String meaning() {
        return fields + " " + label + " " + lines.map(RecipeLines::meaning).orElse("")
                + files.map(RecipeFiles::meaning).orElse("") + " " + new TreeMap<>(when);
    }

    /** An entry of names that are separated by bars, such as {@code notes|note}. */
    static RecipeEntry of(String names) {
        return new RecipeEntry(LinePattern.alternatives(names), "", Optional.empty(), Optional.empty(), Map.of());
    }
}
