package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code fields_get}: the descriptions of the fields that the caller may use. */
final class FieldsGet {
    private final Env env;
    private final Table table;

    FieldsGet(Env env, Table table) {
        this.env = env;
        this.table = table;
    }

    /** Descriptions by field name; no names means all fields, no attributes means all of them. */
    Map<String, Object> describe(List<String> names, List<String> attributes) {
        Map<String, Object> described = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if ((names.isEmpty() || names.contains(column.name())) && env.mayUse(column)) {
                Map<String, Object> all = attributes(column);
                if (!attributes.isEmpty()) {
                    all.keySet().retainAll(attributes);
                }
                described.put(column.name(), all);
            }
        }
        return described;
    }

    private Map<String, Object> attributes(Column column) {
        OdooField field = column.field();
        Map<String, Object> all = new TreeMap<>();
        all.put("name", field.name());
        all.put("type", field.type().wireName());
        all.put("string", field.labels().labelIn(env.language(), field.name()));
        all.put("store", field.isStored());
        all.put("required", field.isRequired());
        all.put("readonly", false);
        all.put("searchable", field.isSearchable());
        all.put("sortable", field.isSortable());
        all.put("groupable", field.isStored() && field.type() != OdooFieldType.BINARY);
        all.put("exportable", true);
        all.put("manual", field.name().startsWith("x_"));
        all.put("company_dependent", field.isCompanyDependent());
        all.put("change_default", false);
        all.put("default_export_compatible", false);
        all.put("depends", List.of());
        addByType(all, field);
        all.putAll(field.attributes());
        return all;
    }

    private void addByType(Map<String, Object> all, OdooField field) {
        if (!field.groups().isEmpty()) {
            all.put("groups", String.join(",", field.groups()));
        }
        if (field.type().isText()) {
            all.put("translate", field.isTranslated());
        }
        if (field.type() == OdooFieldType.CHAR) {
            all.put("trim", true);
        }
        if (field.type() == OdooFieldType.SELECTION) {
            all.put("selection", field.labels().choicesIn(env.language()));
        }
        if (field.type() == OdooFieldType.BINARY) {
            all.put("attachment", true);
        }
        if (field.type().isNumber() && field.isStored() && !field.name().equals("id")) {
            all.put(env.version() == OdooVersion.V17 ? "group_operator" : "aggregator", "sum");
        }
        if (field.type().isRelational()) {
            all.put("relation", field.relation());
            all.put("domain", "[]");
            all.put("context", Map.of());
        }
        if (field.type() == OdooFieldType.ONE2MANY) {
            all.put("relation_field", field.inverse());
        }
    }
}
