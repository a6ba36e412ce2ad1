package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixty private values of a database appear in no text, payload, log or report. */
class PlantedValuesTest {

    private static final String PLANTED = "planted-";

    /** Fields by model; the names are Odoo's, or such as users add. */
    private static final Map<String, List<String>> PRIVATE = Map.of(
            "hr.employee",
            List.of(
                    "ssnid",
                    "sinid",
                    "passport_id",
                    "identification_id",
                    "visa_no",
                    "permit_no",
                    "place_of_birth",
                    "marital_note",
                    "spouse_complete_name",
                    "private_street",
                    "private_city",
                    "private_zip",
                    "private_phone",
                    "private_email",
                    "emergency_contact",
                    "emergency_phone",
                    "bank_account_no",
                    "barcode",
                    "pin",
                    "km_home_work_note",
                    "study_school",
                    "legal_name",
                    "driving_license",
                    "additional_note",
                    "x_blood_group",
                    "x_salary",
                    "x_national_id"),
            "res.partner",
            List.of(
                    "vat",
                    "company_registry",
                    "iban",
                    "x_tax_number",
                    "signup_token",
                    "x_portal_password",
                    "gps_position"),
            "res.users",
            List.of(
                    "oauth_access_token",
                    "totp_secret",
                    "google_calendar_rtoken",
                    "x_api_key",
                    "signup_url",
                    "microsoft_calendar_token",
                    "new_password",
                    "webhook_url"),
            "sale.order",
            List.of("access_token", "x_card_cvv", "payment_token_note"));

    /** Models that are private as a whole, with a field of each. */
    private static final Map<String, String> CLOSED = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("ir.mail_server", "smtp_pass"),
            Map.entry("fetchmail.server", "password"),
            Map.entry("ir.config_parameter", "value"),
            Map.entry("payment.provider", "stripe_secret_key"),
            Map.entry("payment.token", "payment_details"),
            Map.entry("iap.account", "account_token"),
            Map.entry("hr.contract", "wage_note"),
            Map.entry("hr.leave", "notes"),
            Map.entry("res.partner.bank", "acc_number"),
            Map.entry("survey.user_input", "nickname"),
            Map.entry("event.registration", "email"),
            Map.entry("hr.applicant", "partner_name"),
            Map.entry("google.calendar.credentials", "calendar_rtoken"),
            Map.entry("res.device", "session_identifier")));

    private final List<String> planted = new ArrayList<>();

    private String plant(String model, String field) {
        String value = PLANTED + model + "-" + field;
        planted.add(value);
        return value;
    }

    static Stream<Arguments> users() {
        return Stream.of(
                Arguments.of(OdooUser.administrator("admin", OdooServerFixture.PASSWORD), Transport.XML_RPC),
                Arguments.of(OdooUser.limited("plain", OdooServerFixture.PASSWORD), Transport.JSON_2));
    }

    @ParameterizedTest
    @MethodSource("users")
    void privateValuesShouldBeInNoTextPayloadLogOrReport(OdooUser user, Transport transport) {
        OdooVersion version = transport == Transport.JSON_2 ? OdooVersion.V19 : OdooVersion.V17;
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport, user, builder -> builder)) {
            plantAll(fixture);
            assertThat(planted).hasSizeGreaterThanOrEqualTo(60);
            StringBuilder seen = new StringBuilder(log(() -> PRIVATE.keySet().forEach(model -> {
                SyncReport report = sync(fixture, model, planted);
                assertThat(report.success())
                        .as("%s: %s", model, report.errors())
                        .isTrue();
                assertThat(report.notes().toString()).contains("Left out of " + model);
            })));
            CLOSED.keySet().forEach(model -> {
                SyncReport report = sync(fixture, model, planted);
                assertThat(report.success()).isFalse();
                assertThat(report.errors().toString()).contains("is not read by default");
                seen.append(report);
            });
            assertThat(seen.toString()).contains("Full sync of hr.employee").doesNotContain(planted);
        }
    }

    private void plantAll(OdooServerFixture fixture) {
        PRIVATE.forEach((model, fields) -> {
            OdooField[] added = fields.stream().map(OdooField::chars).toArray(OdooField[]::new);
            if (model.equals("hr.employee") || model.equals("sale.order")) {
                fixture.database()
                        .define(OdooModel.named(model)
                                .fields(OdooField.chars("name"))
                                .build());
            }
            fixture.database().addFields(model, added);
            Map<String, Object> values = new LinkedHashMap<>(Map.of("name", "Ina"));
            fields.forEach(field -> values.put(field, plant(model, field)));
            if (model.equals("res.users")) {
                values.put("login", "ina");
            }
            fixture.database().create(model, values);
        });
        CLOSED.forEach((model, field) -> {
            fixture.database()
                    .define(OdooModel.named(model)
                            .fields(OdooField.chars("name"), OdooField.chars(field))
                            .build());
            fixture.database().create(model, Map.of("name", plant(model, "name"), field, plant(model, field)));
        });
        fixture.database().addFields("res.partner", OdooField.many2one("bank_account_id", "res.partner.bank"));
        long account = fixture.database().ids("res.partner.bank").get(0);
        fixture.database().create("res.partner", Map.of("name", "Jo", "bank_account_id", account));
        fixture.database().addFields("hr.employee", OdooField.of("birthday_note", OdooFieldType.TEXT));
    }

    private static SyncReport sync(OdooServerFixture fixture, String model, List<String> planted) {
        InMemoryVectorSink sink = new InMemoryVectorSink();
        try (SyncEngine engine = engine(fixture, sink, Map.of())) {
            SyncReport report = engine.sync(SyncRequest.of(model));
            ModelKey key = new ModelKey(fixture.source().name(), ModelName.of(model));
            assertThat(sink.points(key).toString()).doesNotContain(planted);
            assertThat(report.toString()).doesNotContain(planted);
            return report;
        }
    }

    private static SyncEngine engine(
            OdooServerFixture fixture, InMemoryVectorSink sink, Map<String, ModelSettings> models) {
        var builder = SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().dimension(8).build())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(fixture.clock()));
        models.forEach(builder::model);
        return builder.build();
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

    @Test
    void namedPrivateFieldShouldBeReadWithOneWarning() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            fixture.database().create("res.partner", Map.of("name", "Ina", "vat", "BE0477472701"));
            InMemoryVectorSink sink = new InMemoryVectorSink();
            ModelSettings named =
                    ModelSettings.builder().addFields("name", "vat").build();
            try (SyncEngine engine = engine(fixture, sink, Map.of("res.partner", named))) {
                SyncReport report = engine.sync(SyncRequest.of("res.partner"));

                assertThat(report.warnings().stream().filter(warning -> warning.contains("private data")))
                        .singleElement()
                        .asString()
                        .contains("vat")
                        .doesNotContain("name,");
                assertThat(sink.points(new ModelKey(fixture.source().name(), OdooServerFixture.PARTNER))
                                .toString())
                        .contains("BE0477472701");
            }
        }
    }
}
