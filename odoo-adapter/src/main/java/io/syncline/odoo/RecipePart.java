package io.syncline.odoo;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.internal.recipe.Conditions;
import io.syncline.odoo.internal.recipe.RecipeFiles;
import io.syncline.odoo.internal.recipe.RecipeLines;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a recipe that is not just a field of the model.
 *
 * @param name its name among the fields of the model, such as {@code order_line.lines}
 * @param field the field behind it
 * @param label what stands before its value
 * @param unit what stands behind a number, or empty for nothing
 * @param lines how linked records are shown, or empty for the value of the field
 * @param files how the texts of files are shown, or empty for the value of the field
 * @param targets the fields of linked records that their lines show, by name
 * @param when the values of other fields for which it is shown
 */
record RecipePart(
        String name,
        OdooField field,
        String label,
        String unit,
        Optional<RecipeLines> lines,
        Optional<RecipeFiles> files,
        SortedMap<String, OdooField> targets,
        Conditions when) {

    /** Whether it forms chunks of its own. */
    boolean apart() {
        return lines.map(RecipeLines::separate).orElse(false)
                || files.map(RecipeFiles::attached).orElse(false);
    }

    private static final String LINES = ".lines";
    private static final String FIELD = ".shown";

    /** A part that shows the value of a field. */
    static RecipePart ofField(String name, OdooField field, String label, Conditions when) {
        return new RecipePart(name, field, label, "", Optional.empty(), Optional.empty(), new TreeMap<>(), when);
    }

    /** The same part with a unit behind its number. */
    RecipePart in(String someUnit) {
        return new RecipePart(name, field, label, someUnit, lines, files, targets, when);
    }

    /** The name of the first part that shows a field under conditions or another label. */
    static String nameOfField(String field) {
        return field + FIELD;
    }

    /** The name of the first part that shows the lines of a link. */
    static String nameOfLines(String link) {
        return link + LINES;
    }

    /** Whether a part with this name shows a field or its lines; second ones have a number. */
    static boolean isOf(String field, String part) {
        return part.startsWith(field + LINES) || part.startsWith(field + FIELD);
    }

    /**
     * Lines are HTML, so that their texts and the marked-up fields among them are treated alike. A number with a unit stays a
     * number, which may be equal to another one by chance.
     */
    FieldDescription description() {
        FieldType type = lines.isPresent() ? FieldType.HTML : files.isPresent() ? FieldType.TEXT : field.type();
        return new FieldDescription(name, label, type);
    }
}
