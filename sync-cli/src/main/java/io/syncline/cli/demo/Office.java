package io.syncline.cli.demo;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooRows;
import io.syncline.odoo.testserver.OdooTransaction;
import io.syncline.odoo.testserver.erp.ErpModels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The daily work of the fictitious company: staff, catalogue, orders, invoices, transfers, projects, meetings, messages and
 * documents. Most of it is written by hand in {@code office/*.yaml}, ordinary trade around it is generated.
 */
final class Office {

    private static final long COMPANY = 1;
    private static final String TEMPLATES = "product.template";
    private static final String VARIANTS = "product.product";
    private static final String MESSAGES = "mail.message";

    /** In a message, the name of the record that it belongs to. */
    private static final String ON_RECORD = "_record";

    private static final Set<String> OF_NO_COMPANY = Set.of(TEMPLATES, "product.pricelist", "res.partner");
    private static final int PER_DAY = 25;

    /** Marks a default that is the value of another field. */
    private static final String COPY = "=";

    private final Map<String, List<Map<String, Object>>> defaults = OfficeFile.read("defaults.yaml");
    private final OdooDatabase database;
    private final OdooRows rows;

    private Office(OdooDatabase database) {
        this.database = database;
        this.rows = new OdooRows(database);
    }

    /** Adds everything to a database that has the company's customers, products and leads. */
    static void fill(OdooDatabase database, Instant now) {
        ErpModels.define(database);
        database.write("res.company", COMPANY, Map.of("name", "Halden & Brandt"));
        Office office = new Office(database);
        Set<Long> generatedLeads = new HashSet<>(database.ids(DemoOdoo.LEADS));
        office.completePartners();
        office.addAll("people.yaml");
        office.addAll("catalog.yaml");
        office.completeProducts();
        office.addAll("trade.yaml");
        OrdinaryTrade trade = new OrdinaryTrade(database, office::add);
        trade.assignLeads(generatedLeads);
        trade.addOrders();
        office.addAll("projects.yaml");
        office.addAll("agenda.yaml");
        office.age(office.rows.finish(), now);
    }

    private void addAll(String file) {
        OfficeFile.read(file).forEach((model, records) -> records.forEach(record -> add(model, record)));
    }

    private long add(String model, Map<String, Object> record) {
        Map<String, Object> values = new LinkedHashMap<>(record);
        if (hasCompany(model)) {
            values.putIfAbsent("company_id", COMPANY);
        }
        if (model.equals(MESSAGES)) {
            values.put(
                    "res_id", rows.id(String.valueOf(record.get("model")), String.valueOf(values.remove(ON_RECORD))));
        }
        defaults.getOrDefault(model, List.of())
                .forEach(row -> row.forEach((field, value) -> addDefault(values, field, value)));
        addDescriptions(values);
        return rows.add(model, values);
    }

    private static void addDefault(Map<String, Object> values, String field, Object value) {
        Object other = value instanceof String text && text.startsWith(COPY) ? values.get(text.substring(1)) : value;
        if (other != null) {
            values.putIfAbsent(field, other);
        }
    }

    private boolean hasCompany(String model) {
        return !OF_NO_COMPANY.contains(model) && database.model(model).hasField("company_id");
    }

    /** As Odoo does, describes a line by its product and takes the product's price unless the line says otherwise. */
    private void addDescriptions(Map<String, Object> values) {
        if (values.get("order_line") instanceof List<?> lines) {
            values.put("order_line", lines.stream().map(this::line).toList());
        }
    }

    private Map<String, Object> line(Object written) {
        Map<String, Object> line = new LinkedHashMap<>();
        ((Map<?, ?>) written).forEach((field, value) -> line.put(String.valueOf(field), value));
        OdooRecord product = database.find(VARIANTS, rows.id(VARIANTS, String.valueOf(line.get("product_id"))))
                .orElseThrow();
        line.putIfAbsent("name", product.displayName());
        line.putIfAbsent("price_unit", product.get("list_price"));
        line.putIfAbsent("product_uom", "Units");
        return line;
    }

    /** Gives the generated partners what Odoo would have filled in. */
    private void completePartners() {
        try (OdooTransaction transaction = database.begin()) {
            transaction.write(DemoOdoo.PARTNERS, database.ids(DemoOdoo.PARTNERS), Map.of("type", "contact"));
            transaction.commit();
        }
    }

    /** Gives each product its currency, and a variant if it has none. */
    private void completeProducts() {
        long euro = rows.id("res.currency", "EUR");
        long units = rows.id("uom.uom", "Units");
        List<Long> templates = database.ids(TEMPLATES);
        Set<Long> withVariants = new HashSet<>();
        database.ids(VARIANTS)
                .forEach(id -> withVariants.add(database.find(VARIANTS, id)
                        .flatMap(variant -> variant.link("product_tmpl_id"))
                        .orElseThrow()
                        .id()));
        try (OdooTransaction transaction = database.begin()) {
            transaction.write(TEMPLATES, templates, Map.of("currency_id", euro, "priority", "0", "tracking", "none"));
            transaction.write(TEMPLATES, withoutUnit(templates), Map.of("uom_id", units));
            transaction.commit();
        }
        for (long id : templates) {
            OdooRecord template = database.find(TEMPLATES, id).orElseThrow();
            if (template.get("detailed_type") == null) {
                database.write(TEMPLATES, id, Map.of("detailed_type", "product"));
            }
            if (!withVariants.contains(id)) {
                addVariant(template);
            }
        }
    }

    private List<Long> withoutUnit(List<Long> templates) {
        return templates.stream()
                .filter(id -> database.find(TEMPLATES, id).orElseThrow().get("uom_id") == null)
                .toList();
    }

    private void addVariant(OdooRecord template) {
        Map<String, Object> variant = new LinkedHashMap<>();
        variant.put(OdooRows.REF, String.valueOf(template.text("name")));
        variant.put("product_tmpl_id", template.id());
        variant.put("default_code", String.valueOf(template.text("default_code")));
        variant.put("barcode", String.format("50604%08d", 90_000 + template.id()));
        rows.add(VARIANTS, variant);
    }

    /** Spreads the change times over the past months, as in a real company. */
    private void age(Map<String, List<Long>> added, Instant now) {
        added.forEach((model, ids) -> {
            for (int from = 0; from < ids.size(); from += PER_DAY) {
                List<Long> some = ids.subList(from, Math.min(from + PER_DAY, ids.size()));
                database.setWriteDate(model, some, now.minus(Duration.ofDays(1 + from / PER_DAY)));
            }
        });
        for (String model : List.of(DemoOdoo.PARTNERS, TEMPLATES, DemoOdoo.LEADS)) {
            database.setWriteDate(model, database.ids(model), now.minus(Duration.ofDays(1)));
        }
    }
}
