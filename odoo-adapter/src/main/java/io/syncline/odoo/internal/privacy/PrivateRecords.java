package io.syncline.odoo.internal.privacy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Records that are private although their model is not: messages, files, activities and meetings that belong to a record of a
 * private model, and private addresses of contacts.
 */
public final class PrivateRecords {

    /** The fields that say to which model the subject of a record belongs. */
    private static final Set<String> SUBJECTS = Set.of("res_model", "model", "parent_res_model");

    private static final String CONTACT = "res.partner";
    private static final String KIND_OF_CONTACT = "type";

    private PrivateRecords() {}

    /**
     * The fields that decide whether a record is private.
     *
     * @param model its model
     * @param fields all fields of that model
     * @return some of them; none if no record is private
     */
    public static Set<String> decidingFields(String model, Set<String> fields) {
        Set<String> found = new LinkedHashSet<>();
        if (model.equals(CONTACT)) {
            found.add(KIND_OF_CONTACT);
        }
        if (fields.contains("res_id")) {
            found.addAll(SUBJECTS);
        }
        found.retainAll(fields);
        return found;
    }

    /**
     * The same for records that are shown as lines of the record that they belong to: who shows it, shows them.
     *
     * @param model their model
     */
    public static Set<String> decidingFieldsOfLines(String model) {
        return model.equals(CONTACT) ? Set.of(KIND_OF_CONTACT) : Set.of();
    }

    /**
     * Whether a record is private.
     *
     * @param model its model
     * @param field a deciding field
     * @param row its values as they were sent
     */
    public static boolean isPrivate(String model, String field, Map<String, ?> row) {
        if (!(row.get(field) instanceof String value)) {
            return false;
        }
        return (model.equals(CONTACT) && field.equals(KIND_OF_CONTACT))
                ? value.equals("private")
                : PersonalNames.isOfPeople(value)
                        || ClosedModels.hasPrivateNames(value)
                        || ClosedModels.contentOf(value).isPresent();
    }
}
