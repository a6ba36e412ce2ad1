package io.syncline.odoo.testserver.erp;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooRecord;

/** Computed amounts of orders, invoices and stock. */
final class Amounts {

    private static final double CENTS = 100.0;

    private Amounts() {}

    /** Quantity times price less discount; both fields are of the line. */
    static OdooField subtotal(String quantity) {
        return OdooField.computed(
                        "price_subtotal",
                        OdooFieldType.MONETARY,
                        line -> rounded(decimal(line, quantity)
                                * decimal(line, "price_unit")
                                * (1 - decimal(line, "discount") / CENTS)))
                .stored()
                .label("Subtotal")
                .attribute("currency_field", "currency_id");
    }

    /** The sum of a field over child records. */
    static OdooField sum(String name, String label, String children, String of) {
        return OdooField.computed(name, OdooFieldType.MONETARY, record -> total(record, children, of))
                .stored()
                .label(label)
                .attribute("currency_field", "currency_id");
    }

    static double total(OdooRecord record, String children, String of) {
        return rounded(record.links(children).stream()
                .mapToDouble(child -> decimal(child, of))
                .sum());
    }

    static double decimal(OdooRecord record, String field) {
        return record.get(field) instanceof Number number ? number.doubleValue() : 0;
    }

    private static double rounded(double amount) {
        return Math.round(amount * CENTS) / CENTS;
    }
}
