package io.syncline.odoo.internal.recipe;

/**
 * How the texts of files are shown.
 *
 * @param attached whether they are those of the attachments of a record, or that of the record itself, which is a file
 * @param limit the most files that are shown
 */
public record RecipeFiles(boolean attached, int limit) {

    /** The text of the file that a record of {@code ir.attachment} is. */
    public static final RecipeFiles OWN = new RecipeFiles(false, 1);

    String canonicalForm() {
        return (attached ? "attachments " : "file ") + limit;
    }
}
