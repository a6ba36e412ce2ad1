package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a field from the description by a real server. */
final class CapturedFields {
    private static final Set<String> MAGIC =
            Set.of("id", "display_name", "create_uid", "create_date", "write_uid", "write_date");

    private CapturedFields() {}

    static Optional<OdooField> of(String name, Map<?, ?> attributes) {
        if (MAGIC.contains(name)) {
            return Optional.empty();
        }
        OdooField field = typed(name, attributes).label((String) attributes.get("string"));
        field = attributes.get("store").equals(true) ? field : field.notStored();
        field = field.searchable(attributes.get("searchable").equals(true))
                .sortable(attributes.get("sortable").equals(true));
        field = attributes.get("required").equals(true) ? field.required() : field;
        field = attributes.get("readonly").equals(true) ? field.readonly() : field;
        field = attributes.get("company_dependent").equals(true) ? field.companyDependent() : field;
        field = Boolean.TRUE.equals(attributes.get("translate")) ? field.translated() : field;
        if (attributes.get("help") instanceof String help) {
            field = field.attribute("help", help);
        }
        return Optional.of(
                attributes.get("groups") instanceof String groups ? field.groups(groups.split(",", -1)) : field);
    }

    private static OdooField typed(String name, Map<?, ?> attributes) {
        OdooFieldType type = OdooFieldType.valueOf(((String) attributes.get("type")).toUpperCase(Locale.ROOT));
        return switch (type) {
            case MANY2ONE -> OdooField.many2one(name, (String) attributes.get("relation"));
            case ONE2MANY -> OdooField.one2many(name, (String) attributes.get("relation"), "partner_id");
            case MANY2MANY -> OdooField.many2many(name, (String) attributes.get("relation"));
            case SELECTION -> OdooField.selection(name, choices((List<?>) attributes.get("selection")));
            default -> OdooField.of(name, type);
        };
    }

    private static Map<String, String> choices(List<?> pairs) {
        Map<String, String> choices = new LinkedHashMap<>();
        pairs.forEach(pair -> choices.put((String) ((List<?>) pair).get(0), (String) ((List<?>) pair).get(1)));
        return choices;
    }
}
