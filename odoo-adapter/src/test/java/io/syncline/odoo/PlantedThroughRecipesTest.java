package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Private values that a recipe could reach by another way than a field of the record: lines, links, tags, properties,
 * messages, and records that are private themselves. None is in a text, payload, preview, report, explanation or log.
 */
class PlantedThroughRecipesTest {

    private static final String PLANTED = "planted-";

    /** Models whose records get private fields and links of all kinds. */
    private static final List<String> MODELS = List.of(
            "res.partner",
            "crm.lead",
            "project.task",
            "sale.order",
            "purchase.order",
            "account.move",
            "stock.picking",
            "product.template",
            "hr.employee");

    /** Models whose records are planted as a whole or as lines. */
    private static final List<String> OTHERS = List.of("calendar.event", "account.analytic.line", "mail.message");

    /** Models whose records have names that give something away. */
    private static final List<String> NAMED_BY_SECRETS =
            List.of("res.partner.bank", "payment.token", "hr.leave", "hr.contract", "fleet.vehicle");

    private final List<String> planted = new ArrayList<>();

    static Stream<Arguments> users() {
        return Stream.of(
                Arguments.of(OdooUser.administrator("admin", OdooServerFixture.PASSWORD), Transport.XML_RPC),
                Arguments.of(
                        OdooUser.limited("plain", OdooServerFixture.PASSWORD, "base.group_user"), Transport.JSON_2));
    }

    private String plant(String what) {
        String value = PLANTED + what + "-" + planted.size();
        planted.add(value);
        return value;
    }

    @ParameterizedTest
    @MethodSource("users")
    void privateValuesShouldBeReachedByNoRecipe(OdooUser user, Transport transport) {
        OdooVersion version = transport == Transport.JSON_2 ? OdooVersion.V19 : OdooVersion.V17;
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport, user, builder -> builder)) {
            ErpModels.define(fixture.database());
            plantAll(fixture.database());
            assertThat(planted).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
            StringBuilder seen = new StringBuilder();
            String log = log(() -> Stream.concat(MODELS.stream(), OTHERS.stream())
                    .forEach(model -> seen.append(everythingAbout(fixture, model))));

            assertThat(seen.toString())
                    .contains(
                            "open-line", "open-tag", "open-property", "open-message", "open-timesheet", "open-meeting")
                    .doesNotContain(planted);
            assertThat(log).contains("Full sync of sale.order").doesNotContain(planted);
        }
    }

    private static String everythingAbout(OdooServerFixture fixture, String model) {
        ModelName name = ModelName.of(model);
        InMemoryVectorSink sink = new InMemoryVectorSink();
        try (SyncEngine engine = SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().dimension(8).build())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(fixture.clock()))
                .build()) {
            SyncReport report = engine.sync(SyncRequest.of(model));
            assertThat(report.success()).as("%s: %s", model, report.errors()).isTrue();
            StringBuilder all = new StringBuilder(report.toString());
            all.append(sink.points(new ModelKey(fixture.source().name(), name)));
            all.append(engine.verify(VerifyRequest.of(model)));
            for (long id : fixture.database().ids(model)) {
                all.append(engine.explain(name, RecordId.of(id)));
            }
            return all.append(preview(fixture, name)).toString();
        }
    }

    private static Object preview(OdooServerFixture fixture, ModelName model) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder().model(model).sample(100).build());
    }

    private void plantAll(OdooDatabase database) {
        Map<String, Long> secrets = new LinkedHashMap<>();
        for (String model : NAMED_BY_SECRETS) {
            database.define(
                    OdooModel.named(model).fields(OdooField.chars("name")).build());
            secrets.put(model, database.create(model, Map.of("name", plant(model))));
        }
        for (String model : MODELS) {
            plantInRecord(database, model, secrets);
        }
        plantInLines(database, secrets);
        plantPrivateRecords(database, secrets);
    }

    /** Added fields, links to records with private names, and properties. */
    private void plantInRecord(OdooDatabase database, String model, Map<String, Long> secrets) {
        database.addFields(
                model,
                OdooField.chars("x_passport_no"),
                OdooField.chars("x_monatsgehalt"),
                OdooField.chars("x_field_1").label("IBAN"),
                OdooField.many2one("x_absence_id", "hr.leave"),
                OdooField.many2one("x_car_id", "fleet.vehicle"),
                OdooField.many2many("x_account_category_ids", "res.partner.bank"),
                OdooField.many2many("x_token_tag_ids", "payment.token"),
                OdooField.of("x_properties", OdooFieldType.PROPERTIES));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("name", "Record of " + model));
        values.put("x_passport_no", plant(model));
        if (!model.startsWith("product.")) {
            values.put("x_monatsgehalt", plant(model)); // a thing may have a "Gehalt", which is its content
        }
        values.put("x_field_1", plant(model));
        values.put("x_absence_id", secrets.get("hr.leave"));
        values.put("x_car_id", secrets.get("fleet.vehicle"));
        values.put("x_account_category_ids", List.of(secrets.get("res.partner.bank")));
        values.put("x_token_tag_ids", List.of(secrets.get("payment.token")));
        values.put(
                "x_properties",
                List.of(
                        property("Passport number", plant(model)),
                        property("Gehalt", plant(model)),
                        property("Mot de passe", plant(model)),
                        property("Colour", "open-property")));
        if (model.endsWith(".order")) {
            values.put("partner_id", database.ids("res.partner").get(0));
        }
        if (model.equals("res.partner")) {
            long tag = database.create("res.partner.category", Map.of("name", "open-tag"));
            values.put("category_id", List.of(tag));
        }
        database.create(model, values);
    }

    private static Map<String, Object> property(String label, String value) {
        return Map.of("name", label.substring(0, 3), "type", "char", "string", label, "value", value);
    }

    private static long first(OdooDatabase database, String model) {
        return database.ids(model).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** Fields of lines that no recipe shows, and lines that are private. */
    private void plantInLines(OdooDatabase database, Map<String, Long> secrets) {
        Map<String, String> lines = Map.of(
                "sale.order.line", "order_id",
                "purchase.order.line", "order_id",
                "account.move.line", "move_id");
        lines.forEach((model, link) -> {
            database.addFields(model, OdooField.chars("x_card_cvv"), OdooField.chars("x_note"));
            Map<String, Object> values = new LinkedHashMap<>(Map.of("name", "open-line", "x_card_cvv", plant(model)));
            values.put("x_note", plant(model));
            values.put(link, first(database, model.replace(".line", "")));
            database.create(model, values);
        });
        database.addFields(
                "res.partner",
                OdooField.selection("type", Map.of("contact", "Contact", "private", "Private Address")),
                OdooField.chars("vat"));
        long company = first(database, "res.partner");
        database.create(
                "res.partner",
                Map.of(
                        "name",
                        plant("home"),
                        "email",
                        plant("home"),
                        "phone",
                        plant("home"),
                        "type",
                        "private",
                        "parent_id",
                        company));
        database.create("res.partner", Map.of("name", "open-line", "vat", plant("vat"), "parent_id", company));
        database.addFields("account.analytic.line", OdooField.many2one("holiday_id", "hr.leave"));
        database.addFields("project.task", OdooField.one2many("timesheet_ids", "account.analytic.line", "task_id"));
        long task = first(database, "project.task");
        database.create(
                "account.analytic.line",
                Map.of("name", plant("absence"), "task_id", task, "holiday_id", secrets.get("hr.leave")));
        database.create("account.analytic.line", Map.of("name", "open-timesheet", "task_id", task));
    }

    /** Messages about private records, and meetings that their owner hides. */
    private void plantPrivateRecords(OdooDatabase database, Map<String, Long> secrets) {
        for (String model : NAMED_BY_SECRETS) {
            database.create(
                    "mail.message",
                    Map.of(
                            "subject",
                            plant("message"),
                            "body",
                            "<p>" + plant("message") + "</p>",
                            "record_name",
                            plant("message"),
                            "message_type",
                            "comment",
                            "model",
                            model,
                            "res_id",
                            secrets.get(model)));
        }
        database.create(
                "mail.message",
                Map.of("subject", "open-message", "message_type", "comment", "model", "crm.lead", "res_id", 1L));
        database.create(
                "calendar.event",
                Map.of(
                        "name",
                        plant("meeting"),
                        "location",
                        plant("meeting"),
                        "description",
                        plant("meeting"),
                        "privacy",
                        "private"));
        database.create("calendar.event", Map.of("name", "open-meeting", "privacy", "public"));
    }

    private static String log(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
