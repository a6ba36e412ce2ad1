package io.syncline.cli.demo;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooTransaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/** Orders of ordinary customers with their invoices and deliveries, and salespersons for the leads; the same each time. */
final class OrdinaryTrade {

    private static final long SEED = 1907;
    private static final int ORDERS = 80;
    private static final int FIRST = 201;
    private static final int MOST_LINES = 4;
    private static final LocalDate START = LocalDate.of(2026, 1, 8);
    private static final int DAYS = 290;

    private static final String GENERATED_CODE = "[A-Z]{3}-\\d{5}";

    private static final Map<String, String> SALESPERSONS = Map.of(
            "Ireland", "Owen Tierney",
            "Germany", "Jana Kowalczyk",
            "Austria", "Benedikt Thalhammer",
            "Switzerland", "Benedikt Thalhammer");

    private static final Set<String> SOUTH = Set.of("Bristol", "Exeter", "Bath", "Cardiff", "Swansea", "Norwich");
    private static final List<String> STAGES = List.of("New", "New", "Qualified", "Proposition", "Won");
    private static final List<String> STATES = List.of("sale", "sale", "sale", "sale", "draft", "sent", "cancel");

    private final OdooDatabase database;
    private final BiConsumer<String, Map<String, Object>> add;
    private final Random random = new Random(SEED);
    private final List<OdooRecord> customers;
    private final List<OdooRecord> products;

    /** Trade in a database that has customers and products; {@code add} adds a record. */
    OrdinaryTrade(OdooDatabase database, BiConsumer<String, Map<String, Object>> add) {
        this.database = database;
        this.add = add;
        this.customers = all(DemoOdoo.PARTNERS).stream()
                .filter(partner -> Boolean.TRUE.equals(partner.get("is_company")))
                .limit(Company.CUSTOMERS)
                .toList();
        this.products = all(DemoOdoo.PRODUCTS).stream()
                .filter(product -> String.valueOf(product.text("default_code")).matches(GENERATED_CODE))
                .toList();
    }

    private List<OdooRecord> all(String model) {
        return database.ids(model).stream()
                .map(id -> database.find(model, id).orElseThrow())
                .toList();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String salesperson(OdooRecord customer) {
        String country =
                customer.link("country_id").map(OdooRecord::displayName).orElse("");
        String north = SOUTH.contains(String.valueOf(customer.text("city"))) ? "Rufus Whitcombe" : "Sade Adeyemi";
        return SALESPERSONS.getOrDefault(country, north);
    }

    /** Gives the generated leads a salesperson and a stage. */
    void assignLeads(Collection<Long> leads) {
        Map<String, Long> users = ids("res.users");
        Map<String, Long> stages = ids("crm.stage");
        Map<String, Long> sources = ids("utm.source");
        Map<String, Long> teams = ids("crm.team");
        try (OdooTransaction transaction = database.begin()) {
            for (long id : leads.stream().sorted().toList()) {
                OdooRecord customer = database.find(DemoOdoo.LEADS, id)
                        .flatMap(lead -> lead.link("partner_id"))
                        .orElseThrow();
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("user_id", users.get(salesperson(customer)));
                values.put("stage_id", stages.get(any(STAGES)));
                values.put("source_id", any(List.copyOf(sources.values())));
                values.put("type", "opportunity");
                values.put("priority", "0");
                values.put("probability", 20);
                values.put("team_id", teams.get("Direct sales"));
                values.put("company_id", 1L);
                transaction.write(DemoOdoo.LEADS, id, values);
            }
            transaction.commit();
        }
    }

    private Map<String, Long> ids(String model) {
        Map<String, Long> ids = new LinkedHashMap<>();
        all(model).forEach(record -> ids.putIfAbsent(record.displayName(), record.id()));
        return ids;
    }

    /** Adds orders, and for those that were confirmed an invoice and a delivery. */
    void addOrders() {
        for (int i = 0; i < ORDERS; i++) {
            OdooRecord customer = any(customers);
            String state = any(STATES);
            Order order = new Order(
                    String.format("S%05d", FIRST + i),
                    customer.displayName(),
                    salesperson(customer),
                    START.plusDays((long) i * DAYS / ORDERS),
                    lines());
            add.accept("sale.order", order.sale(state));
            if (state.equals("sale")) {
                add.accept("account.move", order.invoice(FIRST + i, random.nextInt(3) > 0));
                add.accept("stock.picking", order.delivery(600 + i, random.nextInt(4) > 0));
            }
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_LINES);
        for (int i = 0; i < count; i++) {
            OdooRecord product = any(products);
            lines.add(new Line(
                    String.valueOf(product.text("name")),
                    product.displayName(),
                    1 + random.nextInt(24),
                    product.get("list_price") instanceof Number price ? price.doubleValue() : 0));
        }
        return lines;
    }

    private record Line(String product, String name, int quantity, double price) {}

    private record Order(String name, String customer, String salesperson, LocalDate day, List<Line> lines) {

        Map<String, Object> sale(String state) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("partner_id", customer);
            row.put("state", state);
            row.put("date_order", day + " 10:00:00");
            row.put("user_id", salesperson);
            row.put("order_line", rows("product_uom_qty"));
            return row;
        }

        Map<String, Object> invoice(int number, boolean paid) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", String.format("INV/2026/%05d", number));
            row.put("move_type", "out_invoice");
            row.put("state", "posted");
            row.put("payment_state", paid ? "paid" : "not_paid");
            row.put("partner_id", customer);
            row.put("invoice_origin", name);
            row.put("invoice_date", day.plusDays(10).toString());
            row.put("date", day.plusDays(10).toString());
            row.put("invoice_date_due", day.plusDays(40).toString());
            row.put("invoice_user_id", salesperson);
            row.put("journal_id", "Customer Invoices");
            row.put("invoice_line_ids", rows("quantity"));
            return row;
        }

        Map<String, Object> delivery(int number, boolean done) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", String.format("WH/OUT/%05d", number));
            row.put("partner_id", customer);
            row.put("origin", name);
            row.put("picking_type_id", "Wakefield out");
            row.put("state", done ? "done" : "assigned");
            row.put("scheduled_date", day.plusDays(7) + " 07:00:00");
            if (done) {
                row.put("date_done", day.plusDays(8) + " 12:00:00");
            }
            row.put(
                    "move_ids",
                    lines.stream()
                            .map(line -> Map.of(
                                    "name", line.product(),
                                    "product_id", line.product(),
                                    "product_uom_qty", line.quantity()))
                            .toList());
            return row;
        }

        private List<Map<String, Object>> rows(String quantity) {
            return lines.stream()
                    .map(line -> Map.<String, Object>of(
                            "product_id",
                            line.product(),
                            "name",
                            line.name(),
                            quantity,
                            line.quantity(),
                            "price_unit",
                            line.price()))
                    .toList();
        }
    }
}
