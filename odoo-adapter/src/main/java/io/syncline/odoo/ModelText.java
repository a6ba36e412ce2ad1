package io.syncline.odoo;

import io.syncline.api.LeftOutField;
import io.syncline.odoo.internal.recipe.Conditions;
import java.util.List;
import java.util.Map;

/**
 * What the text and the payload of a model consist of if the configuration names no fields.
 *
 * @param label what people call its records
 * @param title the field or part that names a record, empty if there is none
 * @param fields names of fields and parts, in reading order
 * @param parts the parts by name
 * @param payload fields to filter by
 * @param required fields and parts without which a record has nothing to say; none if any text will do
 * @param hidden the values of fields for which a record is private as a whole
 * @param defaultChoices the keys that new records have, by field
 * @param watch further links whose changes are changes of the record
 * @param leftOut private fields that would be shown otherwise
 * @param recipe what the recipe says, or empty if there is none
 */
record ModelText(
        String label,
        String title,
        List<String> fields,
        Map<String, RecipePart> parts,
        List<String> payload,
        List<String> required,
        Conditions hidden,
        Map<String, String> defaultChoices,
        List<String> watch,
        List<LeftOutField> leftOut,
        String recipe) {

    /** Whether the text shows a field, under conditions or always. */
    boolean shows(String field) {
        return fields.contains(field)
                || parts.values().stream()
                        .anyMatch(part -> part.lines().isEmpty()
                                && part.files().isEmpty()
                                && part.field().name().equals(field));
    }

    ModelText withDefaults(Map<String, String> choices) {
        return new ModelText(label, title, fields, parts, payload, required, hidden, choices, watch, leftOut, recipe);
    }

    ModelText withRecipe(String meaning) {
        return new ModelText(
                label, title, fields, parts, payload, required, hidden, defaultChoices, watch, leftOut, meaning);
    }

    /** Whether it shows texts of files. */
    boolean showsFiles() {
        return parts.values().stream().anyMatch(part -> part.files().isPresent());
    }

    /** Nothing is known yet. */
    static final ModelText NONE = new ModelText(
            "", "", List.of(), Map.of(), List.of(), List.of(), Conditions.NONE, Map.of(), List.of(), List.of(), "");
}
