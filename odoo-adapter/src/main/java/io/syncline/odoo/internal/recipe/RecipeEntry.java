package io.syncline.odoo.internal.recipe;

import java.util.List;
import java.util.Optional;

/**
 * A part of a text: a field, the records that it links to, or the texts of files.
 *
 * @param fields names of the field in several versions of Odoo; the first that exists is used
 * @param label what stands before the value, or empty for Odoo's own word
 * @param unit what stands behind a number, or empty for nothing
 * @param lines how linked records are shown, or empty for the value of the field
 * @param files how the texts of files are shown, or empty for the value of the field
 * @param when the values of other fields of the record for which this part is shown
 */
public record RecipeEntry(
        List<String> fields,
        String label,
        String unit,
        Optional<RecipeLines> lines,
        Optional<RecipeFiles> files,
        Conditions when) {

    /** Copies the list. */
    public RecipeEntry {
        fields = List.copyOf(fields);
    }

    String canonicalForm() {
        return fields + " " + label + " " + (unit.isEmpty() ? "" : "in " + unit + " ")
                + lines.map(RecipeLines::canonicalForm).orElse("")
                + files.map(RecipeFiles::canonicalForm).orElse("") + " " + when.canonicalForm();
    }

    /** An entry of names that are separated by bars, such as {@code notes|note}. */
    static RecipeEntry of(String names) {
        return new RecipeEntry(Alternatives.of(names), "", "", Optional.empty(), Optional.empty(), Conditions.NONE);
    }
}
