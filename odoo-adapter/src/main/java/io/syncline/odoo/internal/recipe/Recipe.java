package io.syncline.odoo.internal.recipe;

import java.util.List;

/**
 * What the text and the payload of a model consist of.
 *
 * @param model technical name of the model
 * @param label what people call its records, or empty for Odoo's own word
 * @param title the field that names a record, or empty for its display name
 * @param text the parts of the text in reading order; the first line, of the record's name, is not among them
 * @param payload fields to filter by
 * @param required fields without which a record has nothing to say; none if any text will do
 * @param hidden the values of fields for which a record is private as a whole, and not shown
 * @param watch further links whose changes are changes of the record, such as {@code stock_quant_ids}
 * @param custom whether fields that users have added to the model, and properties, follow the parts of the text
 * @param source the recipe as it was written
 */
public record Recipe(
        String model,
        String label,
        String title,
        List<RecipeEntry> text,
        List<String> payload,
        List<String> required,
        Conditions hidden,
        List<String> watch,
        boolean custom,
        String source) {

    private static final String INDEXED = "index_content";

    /** Copies the lists. */
    public Recipe {
        text = List.copyOf(text);
        payload = List.copyOf(payload);
        required = List.copyOf(required);
        watch = List.copyOf(watch);
    }

    /**
     * The recipe for a source that extracts texts of files, or does not. With the text of a file, what Odoo has read of it,
     * mostly nothing, is not needed.
     */
    public Recipe forFiles(boolean extracted) {
        boolean hasFile = text.stream().anyMatch(entry -> entry.files().stream().anyMatch(files -> !files.attached()));
        List<RecipeEntry> kept = text.stream()
                .filter(entry -> extracted || entry.files().isEmpty())
                .filter(entry -> !(extracted && hasFile && entry.fields().contains(INDEXED)))
                .toList();
        return new Recipe(model, label, title, kept, payload, required, hidden, watch, custom, source);
    }

    /** What it says, however it is written: comments and white space do not count. The same on every machine. */
    public String canonicalForm() {
        return String.join(
                " ",
                label,
                title,
                text.stream().map(RecipeEntry::canonicalForm).toList().toString(),
                payload.toString(),
                required.toString(),
                hidden.fields().isEmpty() ? "" : hidden.canonicalForm(),
                watch.toString(),
                Boolean.toString(custom));
    }
}
