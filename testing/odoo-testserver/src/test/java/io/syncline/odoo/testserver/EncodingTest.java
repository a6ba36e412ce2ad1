package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How values of each type are encoded. */
class EncodingTest {
    private static final String MODEL = "x_thing";

    private OdooServer server = start(OdooVersion.V18);
    private OdooClient client = new OdooClient(server, 2, "admin");

    @AfterEach
    void stop() {
        server.close();
    }

    private static OdooServer start(OdooVersion version) {
        OdooServer started =
                OdooServer.builder().version(version).user("admin", "admin").start();
        OdooModelBuilder model = OdooModel.named(MODEL);
        for (OdooFieldType type : OdooFieldType.values()) {
            if (!type.isRelational() && type != OdooFieldType.SELECTION) {
                model.fields(OdooField.of("f_" + type.wireName(), type));
            }
        }
        model.fields(
                OdooField.selection("f_selection", Map.of("a", "Label A")),
                OdooField.many2one("f_many2one", "res.country"),
                OdooField.many2many("f_many2many", "res.country"));
        started.database().define(model.build());
        return started;
    }

    private Object read(String field, Object value) {
        long id = server.database().create(MODEL, Collections.singletonMap(field, value));
        return client.rows(MODEL, List.of(List.of("id", "=", id)), Map.of("fields", List.of(field)))
                .get(0)
                .get(field);
    }

    @Test
    void emptyValuesShouldBeFalseButForNumbersAndLists() {
        server.database().create(MODEL, Map.of());
        Map<String, Object> row = client.rows(MODEL, List.of(), Map.of()).get(0);

        for (String type : List.of(
                "char",
                "text",
                "html",
                "date",
                "datetime",
                "selection",
                "many2one",
                "binary",
                "reference",
                "json",
                "boolean")) {
            assertThat(row.get("f_" + type)).as(type).isEqualTo(false);
        }
        assertThat(row.get("f_integer")).isEqualTo(0L);
        assertThat(row.get("f_many2one_reference")).isEqualTo(0L);
        assertThat(row.get("f_float")).isEqualTo(0.0);
        assertThat(row.get("f_monetary")).isEqualTo(0.0);
        assertThat(row.get("f_many2many")).isEqualTo(List.of());
        assertThat(row.get("f_properties")).isEqualTo(List.of());
    }

    @Test
    void valuesShouldHaveTheirWireForm() {
        long france = server.database().create("res.country", Map.of("name", "France"));

        assertThat(read("f_char", "")).isEqualTo("");
        assertThat(read("f_char", "<a> & 😀")).isEqualTo("<a> & 😀");
        assertThat(read("f_date", LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
        assertThat(read("f_date", LocalDate.of(1, 1, 1))).isEqualTo("1-01-01");
        assertThat(read("f_datetime", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 999_000_000)))
                .isEqualTo("2026-01-02 03:04:05");
        assertThat(read("f_integer", 7)).isEqualTo(7L);
        assertThat(read("f_integer", 3_000_000_000L)).as("too wide for an int").isEqualTo(3e9);
        assertThat(read("f_float", Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read("f_float", Double.NaN)).isEqualTo(Double.NaN);
        assertThat(read("f_boolean", true)).isEqualTo(true);
        assertThat(read("f_selection", "a")).isEqualTo("a");
        assertThat(read("f_many2one", france)).isEqualTo(List.of(france, "France"));
        assertThat(read("f_many2many", List.of(france))).isEqualTo(List.of(france));
        assertThat(read("f_json", Map.of("a", List.of(1, "b")))).isEqualTo(Map.of("a", List.of(1L, "b")));
    }

    @Test
    void binaryShouldBeBase64OrASize() {
        byte[] bytes = new byte[1464];
        server.database().create(MODEL, Map.of("f_binary", bytes));

        assertThat(client.rows(MODEL, List.of(), Map.of()).get(0).get("f_binary"))
                .isEqualTo(Base64.getEncoder().encodeToString(bytes));
        assertThat(client.rows(MODEL, List.of(), Map.of("context", Map.of("bin_size", true)))
                        .get(0)
                        .get("f_binary"))
                .isEqualTo("1.43 Kb");
    }

    @Test
    void linkShouldBeTheIdAloneWhenNoNamesAreLoaded() {
        long france = server.database().create("res.country", Map.of("name", "France"));
        server.database().create(MODEL, Map.of("f_many2one", france));

        assertThat(client.rows(MODEL, List.of(), Map.of("load", "")).get(0).get("f_many2one"))
                .isEqualTo(france);
    }

    @ParameterizedTest
    @CsvSource({
        "450, 450.0",
        "0.01, 0.01",
        "0.1, 0.1",
        "1e16, 1e+16",
        "123456789012345680, 1.2345678901234568e+17",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-2.5, -2.5",
        "1e22, 1e+22",
        "1e100, 1e+100",
        "-0.0, -0.0"
    })
    void floatsShouldBeWrittenAsPythonWritesThem(double number, String text) {
        assertThat(PythonText.repr(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void controlCharactersShouldBeSentUnescapedIn17Only(OdooVersion version) {
        stop();
        server = start(version);
        client = new OdooClient(server, 2, "admin");
        server.database().create(MODEL, Map.of("f_char", "a\u0001b\tc\nd"));

        String page = page();
        assertThat(page).contains(version == OdooVersion.V17 ? "a\u0001b\tc\nd" : "<string>ab\tc\nd<");
        assertThat(page.contains("\u0001")).isEqualTo(version == OdooVersion.V17);
    }

    @Test
    void charactersThatXmlForbidsShouldBeSentUnescaped() {
        server.database().create(MODEL, Map.of("f_char", "a\uFFFEb"));

        assertThat(page()).contains("a\uFFFEb");
    }

    private String page() {
        String call = "<methodCall><methodName>execute_kw</methodName><params>"
                + List.of(
                                "demo",
                                2L,
                                "admin",
                                MODEL,
                                "search_read",
                                List.of(List.of()),
                                Map.of("fields", List.of("f_char")))
                        .stream()
                        .map(param -> "<param>" + OdooClient.xml(param) + "</param>")
                        .reduce("", String::concat)
                + "</params></methodCall>";
        return new String(client.send("/xmlrpc/2/object", call).body(), StandardCharsets.UTF_8);
    }

    @Test
    void nullAndWideIntegersInsideJsonShouldFailTheWholePage() {
        Map<String, Object> holdsNull = new LinkedHashMap<>();
        holdsNull.put("a", null);

        OdooClient.Fault none = catchThrowableOfType(OdooClient.Fault.class, () -> read("f_json", holdsNull));
        assertThat(none.code).isEqualTo(1L);
        assertThat(none.lastLine()).isEqualTo("TypeError: cannot marshal None unless allow_none is enabled");
        server.database().unlink(MODEL, 1L);
        OdooClient.Fault wide =
                catchThrowableOfType(OdooClient.Fault.class, () -> read("f_json", Map.of("a", 3_000_000_000L)));
        assertThat(wide.lastLine()).isEqualTo("OverflowError: int exceeds XML-RPC limits");
    }

    @Test
    void requestsShouldBeReadAsPythonReadsThem() {
        server.database().create(MODEL, Map.of("f_char", "😀"));
        assertThat(client.search(MODEL, List.of(List.of("f_char", "=", "😀")))).containsExactly(1L);

        String surrogates = "<methodCall><methodName>version</methodName><params><param><value><string>"
                + "&#55357;&#56832;</string></value></param></params></methodCall>";
        OdooClient.Fault fault = catchThrowableOfType(
                OdooClient.Fault.class,
                () -> OdooClient.decode(
                        client.send("/xmlrpc/2/common", surrogates).body()));
        assertThat(fault.code).isEqualTo(1L);
        assertThat(fault.lastLine()).startsWith("xml.parsers.expat.ExpatError: reference to invalid character number");

        String doctype = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><methodCall><methodName>&x;"
                + "</methodName></methodCall>";
        OdooClient.Fault refused = catchThrowableOfType(
                OdooClient.Fault.class,
                () -> OdooClient.decode(client.send("/xmlrpc/2/common", doctype).body()));
        assertThat(refused.code).isEqualTo(1L);
        assertThat(refused.getMessage()).doesNotContain("root:");
    }

    @Test
    void extensionTypesAndTypelessTextShouldBeUnderstood() {
        String call = "<methodCall><methodName>execute_kw</methodName><params><param><value>demo</value></param>"
                + "<param><value><i4>2</i4></value></param><param><value>admin</value></param><param><value>" + MODEL
                + "</value></param><param><value>search_count</value></param><param><value><array><data><value><array>"
                + "<data><value><array><data><value>write_date</value><value>&gt;=</value><value><dateTime.iso8601>"
                + "20200101T00:00:00</dateTime.iso8601></value></data></array></value></data></array></value></data>"
                + "</array></value></param><param><value><struct><member><name>limit</name><value><ex:nil/></value>"
                + "</member></struct></value></param></params></methodCall>";
        server.database().create(MODEL, Map.of("f_char", "a"));

        assertThat(OdooClient.decode(client.send("/xmlrpc/2/object", call).body()))
                .isEqualTo(1L);
    }
}
