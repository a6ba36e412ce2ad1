package io.syncline.odoo.internal.privacy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records that are private although their model is not: messages, files, activities and meetings that belong to a record of a
 * private model, private addresses of contacts, meetings that their owner hides, and timesheets of absences.
 */
public final class PrivateRecords {

    /** The fields that name the model of the subject of a record. */
    private static final Set<String> SUBJECTS = Set.of("res_model", "model", "parent_res_model");

    private static final Predicate<@Nullable Object> IS_PRIVATE = "private"::equals;
    private static final Predicate<@Nullable Object> IS_SET = PrivateRecords::isSet;

    /** Fields of the record itself, with the values that make it private, by model. */
    private static final Map<String, Map<String, Predicate<@Nullable Object>>> OWN = Map.of(
            "res.partner", Map.of("type", IS_PRIVATE),
            "calendar.event", Map.of("privacy", IS_PRIVATE, "effective_privacy", IS_PRIVATE),
            "account.analytic.line", Map.of("holiday_id", IS_SET, "global_leave_id", IS_SET));

    /** Deciding fields that a database may have although Odoo does not list them for a user. */
    private static final Map<String, Set<String>> HIDEABLE = Map.of(
            "calendar.event", Set.of("privacy"), "account.analytic.line", Set.of("holiday_id", "global_leave_id"));

    private PrivateRecords() {}

    private static boolean isSet(@Nullable Object value) {
        return value != null && !value.equals(false);
    }

    /**
     * The fields that decide whether a record is private.
     *
     * @param model its model
     * @param fields all fields of that model
     * @return some of them; none if no record is private
     */
    public static Set<String> decidingFields(String model, Set<String> fields) {
        Set<String> found = new LinkedHashSet<>(decidingFieldsOfLines(model));
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
        return OWN.getOrDefault(model, Map.of()).keySet();
    }

    /**
     * Deciding fields that this user may not be allowed to read, so that they count even if Odoo does not list them.
     *
     * @param model a model
     * @return fields that the database need not have
     */
    public static Set<String> hideableFields(String model) {
        return HIDEABLE.getOrDefault(model, Set.of());
    }

    /**
     * Whether a value makes its record private.
     *
     * @param model the model of the record
     * @param field a deciding field
     * @param value its value as it was sent
     */
    public static boolean isPrivate(String model, String field, @Nullable Object value) {
        Predicate<@Nullable Object> own = OWN.getOrDefault(model, Map.of()).get(field);
        return own == null ? value instanceof String subject && isPrivateModel(subject) : own.test(value);
    }

    private static boolean isPrivateModel(String model) {
        return PersonalNames.isOfPeople(model)
                || PrivateModels.hasPrivateNames(model)
                || PrivateModels.reason(model).isPresent();
    }
}
