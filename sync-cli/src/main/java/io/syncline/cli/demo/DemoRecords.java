package io.syncline.cli.demo;

import static io.syncline.odoo.testserver.OdooField.chars;
import static io.syncline.odoo.testserver.OdooField.many2one;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Company} has, as the values of records of Odoo. Customers are given by their ids, in the order of the company. */
final class DemoRecords {

    private DemoRecords() {}

    /** The model of leads. */
    static OdooModel leadModel() {
        return OdooModel.named(DemoOdoo.LEADS)
                .label("Lead")
                .order("id desc")
                .fields(
                        chars("name").label("Opportunity").required(),
                        many2one("partner_id", DemoOdoo.PARTNERS).label("Customer"),
                        OdooField.of("description", OdooFieldType.HTML).label("Notes"),
                        OdooField.of("expected_revenue", OdooFieldType.FLOAT).label("Expected Revenue"),
                        OdooField.of("active", OdooFieldType.BOOLEAN).label("Active"))
                .build();
    }

    static Map<String, Object> customer(Customer one, Map<String, Long> countries, Map<String, Long> tags) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", one.name());
        values.put("is_company", true);
        values.put("street", one.street());
        values.put("city", one.city());
        values.put("country_id", countries.get(one.country()));
        values.put("category_id", List.of(tags.get(one.tag())));
        values.put("comment", paragraph(one.note()));
        return values;
    }

    static Map<String, Object> contact(Contact one, Company company, List<Long> customers) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", one.name());
        values.put("parent_id", customers.get(one.employer()));
        values.put("function", one.job());
        values.put("email", one.email());
        values.put("city", company.customers().get(one.employer()).city());
        if (!one.note().isEmpty()) {
            values.put("comment", paragraph(one.note()));
        }
        return values;
    }

    static Map<String, Object> product(Product one, Map<String, Long> categories) {
        return Map.of(
                "name", one.name(),
                "default_code", one.code(),
                "categ_id", categories.get(one.category()),
                "description_sale", one.text(),
                "list_price", one.price());
    }

    static Map<String, Object> lead(Lead one, List<Long> customers) {
        return Map.of(
                "name", one.name(),
                "partner_id", customers.get(one.customer()),
                "description", paragraph(one.text()),
                "expected_revenue", one.revenue());
    }

    private static String paragraph(String text) {
        return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
    }
}
