package io.syncline.odoo.internal.privacy;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a field before it is read.
 *
 * @param name technical name
 * @param label what users see, in any language; empty if it does not count, as for a field that a shipped recipe names
 * @param target the model that it links to, or null
 * @param grouped whether Odoo shows it to some groups only
 */
public record FieldFacts(
        String name, String label, @Nullable String target, boolean grouped) {

    /** How the names of fields begin that users have added to Odoo. */
    static final String CUSTOM = "x_";

    /** Whether users have added it to Odoo. */
    boolean isCustom() {
        return name.startsWith(CUSTOM);
    }
}
