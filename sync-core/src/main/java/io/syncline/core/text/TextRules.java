package io.syncline.core.text;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.ModelDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a source knows about the texts of a model.
 *
 * @param title the field that names a record, or empty
 * @param omitsUninformative whether the source chose the fields, so that values that say nothing are left out
 * @param essential the fields without which a record has nothing to say; none if any text will do
 * @param separate the fields whose texts form chunks of their own
 * @param defaultChoices the keys of choices that nobody made, by field
 */
record TextRules(
        Optional<FieldDescription> title,
        boolean omitsUninformative,
        List<String> essential,
        List<String> separate,
        Map<String, String> defaultChoices) {

    static TextRules ofSource(ModelDescription description) {
        return new TextRules(
                title(description),
                true,
                description.essentialFields(),
                description.separateFields(),
                description.defaultChoices());
    }

    /** The rules for fields that a user chose: all values are shown. */
    static TextRules ofUser(ModelDescription description) {
        return new TextRules(title(description), false, List.of(), description.separateFields(), Map.of());
    }

    private static Optional<FieldDescription> title(ModelDescription description) {
        return description.titleField().flatMap(description::field);
    }
}
