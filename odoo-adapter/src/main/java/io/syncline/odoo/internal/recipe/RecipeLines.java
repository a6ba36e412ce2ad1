package io.syncline.odoo.internal.recipe;

/**
 * How linked records are shown.
 *
 * @param each the pattern of a record
 * @param only the values of fields of a linked record for which it is shown
 * @param most the most records that are shown
 * @param apart whether they form chunks of their own
 */
public record RecipeLines(LinePattern each, Conditions only, int most, boolean apart) {

    /** The same lines under other conditions. */
    public RecipeLines with(Conditions conditions) {
        return new RecipeLines(each, conditions, most, apart);
    }

    String canonicalForm() {
        return each + " " + only.canonicalForm() + " " + most + " " + apart;
    }
}
