package io.syncline.odoo.internal.recipe;

import java.util.Arrays;
import java.util.List;

/** Names of fields that are separated by bars, such as {@code notes|note}: of several versions of Odoo, or in order of preference. */
public final class Alternatives {

    private Alternatives() {}

    /**
     * The names in a text.
     *
     * @param names one name or several
     */
    public static List<String> of(String names) {
        return Arrays.asList(names.split("\\|", -1));
    }
}
