package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.ReadingSettings.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The conditions that the records of a model must meet to be read. */
final class Filters {

    static final Set<String> OPERATORS = Set.of(
            "=",
            "!=",
            ">",
            ">=",
            "<",
            "<=",
            "in",
            "not in",
            "like",
            "not like",
            "ilike",
            "not ilike",
            "=like",
            "=ilike",
            "child_of",
            "parent_of");

    private static final ModelName ATTACHMENTS = ModelName.of("ir.attachment");

    /** The field of a record whose content an attachment is. Users are not shown such attachments, which are not files. */
    private static final String OWNED_BY_FIELD = "res_field";

    private static final Set<String> FOR_TIMES = Set.of(">=", "<");

    private final Reading reading;
    private final FieldPaths paths;

    /**
     * A condition.
     *
     * @param path a field, possibly behind links
     * @param operator one of {@link #OPERATORS}
     * @param value the value to compare with, in the form in which it is sent
     */
    record Filter(String path, String operator, Object value) {
        @Override
        public String toString() {
            return path + " " + operator + " " + value;
        }
    }

    Filters(Reading reading, FieldPaths paths) {
        this.reading = reading;
        this.paths = paths;
    }

    /**
     * Converts a value to the form in which it is sent.
     *
     * @throws IllegalArgumentException if it cannot be sent
     */
    static Object sendable(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(Filters::sendable).toList();
        }
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        if (value instanceof String text && !Texts.clean(text).equals(text)) {
            throw new IllegalArgumentException("The text to filter by contains characters that cannot be sent");
        }
        if (value instanceof String
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof Double) {
            return value;
        }
        throw new IllegalArgumentException("Cannot filter by a value of " + value.getClass());
    }

    /** The chosen conditions, and those that Odoo adds itself to a search without a condition on the id. */
    List<Filter> of(OdooModel model) {
        List<Filter> chosen = reading.filters().getOrDefault(model.name(), List.of());
        boolean hidesFields = model.name().equals(ATTACHMENTS)
                && model.field(OWNED_BY_FIELD) != null
                && chosen.stream().noneMatch(filter -> filter.path().equals(OWNED_BY_FIELD));
        if (!hidesFields) {
            return chosen;
        }
        List<Filter> all = new ArrayList<>(chosen);
        all.add(new Filter(OWNED_BY_FIELD, "=", false));
        return all;
    }

    /**
     * Refuses conditions that Odoo would silently ignore, or whose meaning differs between versions.
     *
     * @throws SetupException if there is such a condition
     */
    void check(OdooModel model) {
        for (Filter filter : of(model)) {
            List<OdooField> fields = paths.searchable(model, filter.path());
            boolean time = fields.get(fields.size() - 1).type() == FieldType.TIMESTAMP;
            if (time
                    && !FOR_TIMES.contains(filter.operator())
                    && !filter.value().equals(false)) {
                throw new SetupException("Cannot filter " + model.name() + " by " + filter
                        + ": of times, only >= and < mean the same in all versions of Odoo");
            }
        }
    }
}
