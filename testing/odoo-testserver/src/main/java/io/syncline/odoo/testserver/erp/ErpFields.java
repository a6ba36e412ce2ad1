package io.syncline.odoo.testserver.erp;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields with their labels, as the definitions of this package list them. */
final class ErpFields {

    static final String USER_GROUP = "base.group_user";

    private ErpFields() {}

    static OdooField text(String name, String label) {
        return OdooField.chars(name).label(label);
    }

    static OdooField lines(String name, String label) {
        return OdooField.of(name, OdooFieldType.TEXT).label(label);
    }

    static OdooField html(String name, String label) {
        return OdooField.of(name, OdooFieldType.HTML).label(label);
    }

    static OdooField flag(String name, String label) {
        return OdooField.of(name, OdooFieldType.BOOLEAN).label(label);
    }

    static OdooField whole(String name, String label) {
        return OdooField.of(name, OdooFieldType.INTEGER).label(label);
    }

    static OdooField number(String name, String label) {
        return OdooField.of(name, OdooFieldType.FLOAT).label(label);
    }

    static OdooField money(String name, String label) {
        return OdooField.monetary(name, "currency_id").label(label);
    }

    static OdooField day(String name, String label) {
        return OdooField.of(name, OdooFieldType.DATE).label(label);
    }

    static OdooField moment(String name, String label) {
        return OdooField.of(name, OdooFieldType.DATETIME).label(label);
    }

    static OdooField link(String name, String target, String label) {
        return OdooField.many2one(name, target).label(label);
    }

    static OdooField links(String name, String target, String label) {
        return OdooField.many2many(name, target).label(label);
    }

    /** The child records whose field {@code inverse} links here. */
    static OdooField children(String name, String target, String inverse) {
        return OdooField.one2many(name, target, inverse);
    }

    /** A selection; keys and labels alternate. */
    static OdooField choice(String name, String label, String... keysAndLabels) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < keysAndLabels.length; i += 2) {
            labels.put(keysAndLabels[i], keysAndLabels[i + 1]);
        }
        return OdooField.selection(name, labels).label(label);
    }

    static OdooField active() {
        return flag("active", "Active");
    }

    /** The currency of the record's company. */
    static OdooField currency() {
        return link("currency_id", "res.currency", "Currency").relatedTo("company_id.currency_id");
    }

    static OdooField company() {
        return link("company_id", "res.company", "Company");
    }
}
