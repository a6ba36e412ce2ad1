package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays requests recorded with a real Odoo 18 and compares the answers, byte for byte where the data are known. */
class CaptureReplayTest {
    private static final String CREATED = "2026-11-23T14:05:02.123456Z";

    private final OdooServer server = OdooServer.builder()
            .database("odoo18")
            .clock((InstantSource) () -> Instant.parse(CREATED))
            .user("admin", "admin")
            .start();
    private final OdooClient client = new OdooClient(server, 2, "admin");

    @AfterEach
    void stop() {
        server.close();
    }

    private String replay(Capture capture) {
        return new String(client.send(capture.path(), capture.request()).body(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(String capture) {
        return (List<Map<String, Object>>) Capture.of(capture).result();
    }

    private void load(String model, String capture) {
        new CapturedTables(server.database()).load(model, rows(capture));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-version",
                "02-authenticate",
                "03-authenticate-bad",
                "20-wrong-model",
                "24-bad-password",
                "25-unlink-protected"
            })
    void answerShouldBeIdenticalWhenItDependsOnNoData(String name) {
        Capture capture = Capture.of(name);

        assertThat(replay(capture)).isEqualTo(capture.response());
    }

    @ParameterizedTest
    @CsvSource({
        "06-partner-page, res.partner",
        "15-page-product-template, product.template",
        "17-page-sale-order, sale.order",
        "18-page-ir-model-fields, ir.model.fields",
        "26-page-crm-lead-ok, crm.lead"
    })
    void pageShouldBeIdenticalWhenTheDatabaseHoldsTheSameRows(String name, String model) {
        load(model, name);
        Capture capture = Capture.of(name);

        assertThat(withoutCreateDates(replay(capture))).isEqualTo(withoutCreateDates(capture.response()));
    }

    /** Creation times cannot be set by a test. */
    private static String withoutCreateDates(String xml) {
        return xml.replaceAll(
                "<name>create_date</name>\n<value><string>[^<]*<", "<name>create_date</name>\n<value><string><");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08-partner-slim",
                "09-partner-ids",
                "10-partner-count",
                "13-partner-read-missing",
                "14-partner-exists"
            })
    void listingShouldBeIdenticalWhenTheDatabaseHoldsTheSameRows(String name) {
        List<Map<String, Object>> slim = new ArrayList<>();
        Map<Object, Object> names = new LinkedHashMap<>();
        rows("06-partner-page").forEach(row -> names.put(row.get("id"), row.get("display_name")));
        rows("08-partner-slim").forEach(row -> {
            Map<String, Object> one = new LinkedHashMap<>(row);
            one.put("name", names.getOrDefault(row.get("id"), "Partner " + row.get("id")));
            slim.add(one);
        });
        new CapturedTables(server.database()).load("res.partner", slim);
        server.database()
                .define(server.database().model("res.partner").toBuilder()
                        .order("name, id desc")
                        .build());
        Capture capture = Capture.of(name);
        if (name.startsWith("10")) {
            long count = (Long) capture.result();
            for (long id = slim.size(); id < count; id++) {
                server.database().create("res.partner", Map.of("name", "More"));
            }
        }

        assertThat(replay(capture)).isEqualTo(capture.response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"11-partner-changed-since", "12-partner-related-changed"})
    void changesShouldBeIdenticalWhenTheDatabaseHoldsTheSameRows(String name) {
        List<Map<String, Object>> active = rows("06-partner-page").stream()
                .filter(row -> row.get("active").equals(true))
                .toList();
        active.forEach(row -> {
            server.database().create("res.partner", Map.of("id", row.get("id"), "name", row.get("name")));
            server.database()
                    .setWriteDate(
                            "res.partner",
                            List.of((Long) row.get("id")),
                            CapturedTables.time(row.get("write_date")).toInstant(java.time.ZoneOffset.UTC));
        });
        Capture capture = Capture.of(name);

        assertThat(replay(capture)).isEqualTo(capture.response());
    }

    @Test
    void namesShouldBeTranslatedWhenTheContextAsksForALanguage() {
        server.database().installLanguage("fr_FR", "French / Français");
        server.database().create("res.country", Map.of("id", 233L, "name", "United States", "code", "US"));
        server.database().inLanguage("fr_FR").write("res.country", 233, Map.of("name", "États-Unis"));
        for (Map<String, Object> row : rows("07-partner-page-fr")) {
            Map<String, Object> values = new LinkedHashMap<>(row);
            values.computeIfPresent("country_id", (name, value) -> value instanceof List<?> link ? link.get(0) : value);
            values.remove("write_date");
            if (values.get("country_id") instanceof Long country
                    && server.database().find("res.country", country).isEmpty()) {
                Object shown = ((List<?>) row.get("country_id")).get(1);
                server.database().create("res.country", Map.of("id", country, "name", shown));
            }
            server.database().create("res.partner", values);
            server.database()
                    .setWriteDate(
                            "res.partner",
                            List.of((Long) row.get("id")),
                            CapturedTables.time(row.get("write_date")).toInstant(java.time.ZoneOffset.UTC));
        }
        Capture capture = Capture.of("07-partner-page-fr");

        assertThat(replay(capture)).isEqualTo(capture.response());
    }

    @Test
    void fieldsShouldBeDescribedAsTheyWereWhenTheyAreDefinedAlike() {
        server.database().installLanguage("fr_FR", "French / Français");
        Capture capture = Capture.of("05-fields-get-partner");
        Map<?, ?> described = (Map<?, ?>) capture.result();
        OdooModelBuilder model = OdooModel.named("res.partner");
        described.forEach((name, attributes) ->
                CapturedFields.of((String) name, (Map<?, ?>) attributes).ifPresent(model::fields));
        server.database().define(model.build());

        assertThat(OdooClient.decode(replay(capture).getBytes(StandardCharsets.UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(described);
    }

    @ParameterizedTest
    @CsvSource({
        "04-authenticate-no-db, psycopg2.OperationalError",
        "16-page-crm-lead, TypeError",
        "21-wrong-field, ValueError",
        "22-wrong-domain-field, ValueError",
        "23-wrong-method, AttributeError"
    })
    void faultShouldHaveTheSameCodeAndEndWithTheSameLine(String name, String pythonClass) {
        if (name.startsWith("16")) {
            load("crm.lead", "26-page-crm-lead-ok");
            server.database().addFields("crm.lead", OdooField.of("lead_properties", OdooFieldType.PROPERTIES));
            Map<String, Object> property = new LinkedHashMap<>(Map.of("name", "a1", "type", "char"));
            property.put("value", null);
            server.database().write("crm.lead", 1, Map.of("lead_properties", List.of(property)));
        }
        Capture capture = Capture.of(name);
        OdooClient.Fault expected = catchThrowableOfType(OdooClient.Fault.class, capture::result);
        OdooClient.Fault actual = catchThrowableOfType(
                OdooClient.Fault.class, () -> OdooClient.decode(replay(capture).getBytes(StandardCharsets.UTF_8)));

        assertThat(actual.code).isEqualTo(expected.code);
        assertThat(actual.getMessage())
                .startsWith("Traceback (most recent call last):\n")
                .contains("  File \"/opt/");
        assertThat(actual.lastLine()).startsWith(pythonClass).isEqualTo(portless(expected.lastLine()));
    }

    private static String portless(String line) {
        return line.replace("port 54329", "port 5432");
    }

    @Test
    void headersShouldBeIdentical() throws IOException {
        String body = Capture.of("01-version").request();
        String head =
                "POST /xmlrpc/2/common HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n";
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200 OK\r\n"
                            + "Server: Werkzeug/2.2.2 Python/3.11.2\r\n"
                            + "Date: Mon, 23 Nov 2026 14:05:02 GMT\r\n"
                            + "Content-Type: text/xml; charset=utf-8\r\n"
                            + "Content-Length: 661\r\n"
                            + "Connection: close\r\n\r\n"
                            + Capture.of("01-version").response());
        }
    }
}
