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

    /** The same lines under other conditions. */
    public RecipeLines with(Conditions conditions) {
        return new RecipeLines(each, conditions, limit, separate);
    }

    String canonicalForm() {
        return each + " " + only.canonicalForm() + " " + limit + " " + separate;
    }
}
