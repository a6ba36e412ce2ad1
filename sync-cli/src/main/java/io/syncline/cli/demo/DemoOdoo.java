package io.syncline.cli.demo;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An Odoo test server in this process with the records of a {@link Company}. */
final class DemoOdoo implements AutoCloseable {

    static final String PARTNERS = "res.partner";
    static final String PRODUCTS = "product.template";
    static final String LEADS = "crm.lead";

    private static final String DATABASE = "demo";
    private static final String LOGIN = "demo";
    private static final String PASSWORD = "demo";

    /** Sees small leads only. */
    static final String SALES = "anna";

    /** Sees no lead. */
    static final String WAREHOUSE = "ben";

    private static final String SALES_GROUP = "sales_team.group_sale_salesman";
    private static final double LARGE = 10_000;
    private static final int PER_DAY = 25;

    private final OdooServer server;
    private final List<Long> customers;
    private final List<Long> products;
    private final List<Long> leads;

    private DemoOdoo(OdooServer server, Company company, Instant now) {
        this.server = server;
        OdooDatabase database = server.database();
        OdooModels.products().forEach(database::define);
        database.define(DemoRecords.leadModel());
        Map<String, Long> countries = named(database, "res.country", company.customers(), Customer::country);
        age("res.country", database.ids("res.country"), now);
        Map<String, Long> tags = named(database, "res.partner.category", company.customers(), Customer::tag);
        age("res.partner.category", database.ids("res.partner.category"), now);
        customers = create(database, PARTNERS, company.customers(), one -> DemoRecords.customer(one, countries, tags));
        List<Long> contacts =
                create(database, PARTNERS, company.contacts(), one -> DemoRecords.contact(one, company, customers));
        Map<String, Long> categories = categories(database, company.products());
        age("product.category", database.ids("product.category"), now);
        products = create(database, PRODUCTS, company.products(), one -> DemoRecords.product(one, categories));
        leads = create(database, LEADS, company.leads(), one -> DemoRecords.lead(one, customers));
        age(PARTNERS, contacts, now);
        ageRecords(now);
    }

    private static <T> List<Long> create(
            OdooDatabase database, String model, List<T> ones, Function<T, Map<String, Object>> values) {
        return database.createAll(model, ones.stream().map(values).toList());
    }

    private void ageRecords(Instant now) {
        age(PARTNERS, customers, now);
        age(PRODUCTS, products, now);
        age(LEADS, leads, now);
    }

    /** Starts the server and fills it with customers, products and leads. */
    static DemoOdoo start(Company company, InstantSource clock) {
        return start(company, clock, OdooVersion.V18);
    }

    /** Starts the server and fills it, with the daily work of an {@link Office} too. */
    static DemoOdoo startWithOffice(Company company, InstantSource clock) {
        DemoOdoo odoo = start(company, clock, OdooVersion.V17);
        try {
            Office.fill(odoo.server.database(), clock.instant());
            addPeople(odoo.server.database());
            return odoo;
        } catch (RuntimeException | Error e) {
            odoo.close();
            throw e;
        }
    }

    private static DemoOdoo start(Company company, InstantSource clock, OdooVersion version) {
        OdooServer server = OdooServer.builder()
                .version(version)
                .database(DATABASE)
                .user(LOGIN, PASSWORD)
                .clock(clock)
                .start();
        try {
            return new DemoOdoo(server, company, clock.instant());
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Adds people who see some leads, or none. */
    private static void addPeople(OdooDatabase database) {
        database.define(database.model(LEADS).toBuilder()
                .readGroups(SALES_GROUP)
                .rule((lead, access) -> access.administrator()
                        || !(lead.get("expected_revenue") instanceof Number revenue)
                        || revenue.doubleValue() < LARGE)
                .build());
        database.addUser(OdooUser.limited(SALES, PASSWORD, SALES_GROUP));
        database.addUser(OdooUser.limited(WAREHOUSE, PASSWORD));
    }

    /** Creates one record per distinct name. */
    private static <T> Map<String, Long> named(
            OdooDatabase database, String model, List<T> owners, Function<T, String> name) {
        Map<String, Long> ids = new HashMap<>();
        owners.stream().map(name).distinct().forEach(one -> ids.put(one, database.create(model, Map.of("name", one))));
        return ids;
    }

    private static Map<String, Long> categories(OdooDatabase database, List<Product> products) {
        String model = "product.category";
        Function<Product, String> root = Product::root;
        Map<String, Long> roots = named(database, model, products, root);
        Map<String, Long> ids = new HashMap<>();
        for (Product product : products) {
            ids.computeIfAbsent(
                    product.category(),
                    path -> database.create(
                            model, Map.of("name", product.leaf(), "parent_id", roots.get(product.root()))));
        }
        return ids;
    }

    /** Spreads the change times over the past months, as in a real company. */
    private void age(String model, List<Long> ids, Instant now) {
        int days = 1;
        for (int from = 0; from < ids.size(); from += PER_DAY) {
            List<Long> some = ids.subList(from, Math.min(from + PER_DAY, ids.size()));
            server.database().setWriteDate(model, some, now.minus(Duration.ofDays(days)));
            days++;
        }
    }

    String url() {
        return server.url();
    }

    String database() {
        return DATABASE;
    }

    String login() {
        return LOGIN;
    }

    String password() {
        return PASSWORD;
    }

    long requests() {
        return server.callCounts().values().stream().mapToLong(Long::longValue).sum();
    }

    List<Long> customers() {
        return new ArrayList<>(customers);
    }

    List<Long> products() {
        return new ArrayList<>(products);
    }

    List<Long> leads() {
        return new ArrayList<>(leads);
    }

    void write(String model, long id, Map<String, ?> values) {
        server.database().write(model, id, values);
    }

    void delete(String model, List<Long> ids) {
        server.database().unlink(model, ids.toArray(Long[]::new));
    }

    @Override
    public void close() {
        server.close();
    }
}
