package io.syncline.odoo.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How linked records are shown.
 *
 * @param each the pattern of a record
 * @param only the values of fields of a linked record for which it is shown; empty for all
 * @param most the most records that are shown
 * @param apart whether they form chunks of their own
 */
public record RecipeLines(LinePattern each, Map<String, List<String>> only, int most, boolean apart) {

    /** Copies the map. */
    public RecipeLines {
        only = Map.copyOf(only);
    }

    /** The same lines under other conditions. */
    public RecipeLines with(Map<String, List<String>> conditions) {
        return new RecipeLines(each, conditions, most, apart);
    }

    String meaning() {
        return each + " " + new TreeMap<>(only) + " " + most + " " + apart;
    }
}
