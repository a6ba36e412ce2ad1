package io.syncline.odoo.internal.recipe;

/**
 * How linked records are shown.
 *
 * @param each the pattern of a record
 * @param only the values of fields of a linked record for which it is shown
 * @param limit the most records that are shown
 * @param separate whether they form chunks of their own
 */
public record RecipeLines(LinePattern each, Conditions only, int limit, boolean separate) {

    /** How they are ordered: another order makes other texts. */
    private static final String ORDER = "by sequence or id";

    /** The limit of lines that name none; some hundred chunks, less than a record may have, whatever the lines say. */
    static final int MOST = 2000;

    /** Whether only some are wanted, of which the last created say most. */
    public boolean newestFirst() {
        return limit < MOST;
    }

    /** The same lines under other conditions. */
    public RecipeLines with(Conditions conditions) {
        return new RecipeLines(each, conditions, limit, separate);
    }

    String canonicalForm() {
        return each + " " + only.canonicalForm() + " " + limit + " " + separate + " " + ORDER;
    }
}
