package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooFaults;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault costs no more than what is at fault: one call, one record, one field, one linked record. */
class FaultIsolationTest {

    private static final OdooReply RELOADING =
            new OdooReply.Fault(1, "RuntimeError: dictionary changed size during iteration");

    private static List<Long> partners(OdooServerFixture fixture, int count) {
        return fixture.database()
                .createAll(
                        "res.partner",
                        IntStream.range(0, count)
                                .mapToObj(number -> Map.<String, Object>of("name", "Partner " + number))
                                .toList());
    }

    private static RecordPage page(OdooServerFixture fixture, String... fields) {
        return fixture.source().page(OdooDataLossTest.scope(PARTNER, fields), IdRange.ALL, 500);
    }

    private static Map<Long, Map<String, String>> unreadable(RecordPage page) {
        return page.records().stream()
                .filter(record -> !record.unreadable().isEmpty())
                .collect(Collectors.toMap(
                        record -> record.id().number(), SourceRecord::unreadable, (a, b) -> a, TreeMap::new));
    }

    private static SourceRecord record(RecordPage page, long id) {
        return page.records().stream()
                .filter(record -> record.id().equals(RecordId.of(id)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void pageThatFailsOnceShouldBeReadCompletely(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            OdooDatabase database = fixture.database();
            long tag = database.create("res.partner.category", Map.of("name", "Gold"));
            database.create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
            RecordPage undisturbed = page(fixture, "name", "category_id");
            fixture.server()
                    .intercept(OdooFaults.once(call -> call.name().equals("res.partner.search_read"), RELOADING));
            assertThat(page(fixture, "name", "category_id")).isEqualTo(undisturbed);
            assertThat(unreadable(undisturbed)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authenticate",
                "res.partner.fields_get",
                "res.partner.category.fields_get",
                "res.partner.search_read",
                "res.company.search_read",
                "res.country.fields_get"
            })
    void singleFaultOfADescribingCallShouldEndNoRun(String method) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            Predicate<OdooCall> calls = call -> call.name().equals(method);
            List<String> named = List.of("category_id.name", "country_id.code");
            ModelDescription undisturbed = fixture.partial().describe(PARTNER, named);
            try (OdooRecordSource fresh = fixture.freshSource()) {
                fixture.server().resetCalls();
                fixture.server().intercept(OdooFaults.once(calls, RELOADING));
                assertThat(fresh.describe(PARTNER, named)).isEqualTo(undisturbed);
                assertThat(fixture.server().callCount(method))
                        .as("the call was made")
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void computedFieldShouldBeMissingInTheRecordForWhichItFails(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            List<Long> ids = partners(fixture, 40);
            long bad = ids.get(1);
            fixture.database()
                    .addFields(
                            "res.partner",
                            OdooField.computed("mood", OdooFieldType.CHAR, record -> "fine")
                                    .failingFor(
                                            record -> record.id() == bad, 1, "ZeroDivisionError: division by zero"));
            fixture.partial().describe(PARTNER, List.of("mood"));
            RecordPage page = page(fixture, "name", "mood");
            assertThat(page.records()).hasSize(41);
            assertThat(unreadable(page)).isEqualTo(Map.of(bad, Map.of("mood", "ZeroDivisionError: division by zero")));
            assertThat(record(page, bad).fields()).containsOnlyKeys("name");
            assertThat(record(page, ids.get(2)).field("mood")).isEqualTo(new FieldValue.Text("fine"));
            assertThat(fixture.partial().restrictedFields(PARTNER)).isEmpty();
        }
    }

    @Test
    void fieldThatFailsForAllRecordsShouldCostFewCalls() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            partners(fixture, 400);
            fixture.database()
                    .addFields(
                            "res.partner",
                            OdooField.computed("mood", OdooFieldType.CHAR, record -> "fine")
                                    .failingFor(record -> true, 2, "No mood today"));
            fixture.source().describe(PARTNER);
            fixture.server().resetCalls();
            RecordPage page = page(fixture, "name", "mood");
            assertThat(unreadable(page)).hasSize(401);
            assertThat(page.rejected()).isEmpty();
            assertThat(fixture.server().calls()).hasSizeLessThan(60);
        }
    }

    @Test
    void nameOfALinkShouldBeMissingInTheRecordsThatHaveTheLink() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            OdooDatabase database = fixture.database();
            database.define(database.model("res.country").toBuilder()
                    .nameFailsFor(record -> "Nowhere".equals(record.text("name")), 1, "KeyError: 'lang'")
                    .build());
            List<Long> ids = partners(fixture, 20);
            long nowhere = database.create("res.country", Map.of("name", "Nowhere", "code", "NN"));
            long utopia = database.create("res.country", Map.of("name", "Utopia", "code", "UT"));
            database.write("res.partner", ids.get(3), Map.of("country_id", nowhere));
            database.write("res.partner", ids.get(4), Map.of("country_id", utopia));
            RecordPage page = page(fixture, "name", "country_id");
            assertThat(page.records()).hasSize(21);
            assertThat(unreadable(page)).isEqualTo(Map.of(ids.get(3), Map.of("country_id", "KeyError: 'lang'")));
            assertThat(record(page, ids.get(4)).field("country_id"))
                    .isEqualTo(new FieldValue.Reference(RecordId.of(utopia), "Utopia"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nameOfOneTagShouldBeMissingInItsRecordsOnly(int code) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            OdooDatabase database = fixture.database();
            database.define(database.model("res.partner.category").toBuilder()
                    .nameFailsFor(record -> "Bad".equals(record.text("name")), code, "ValueError: no name")
                    .build());
            long good = database.create("res.partner.category", Map.of("name", "Good"));
            long bad = database.create("res.partner.category", Map.of("name", "Bad"));
            List<Long> ids = partners(fixture, 5);
            database.write("res.partner", ids.get(0), Map.of("category_id", List.of(good)));
            database.write("res.partner", ids.get(1), Map.of("category_id", List.of(good, bad)));
            fixture.source().describe(PARTNER);
            RecordPage page = page(fixture, "name", "category_id");
            assertThat(page.records()).hasSize(6);
            assertThat(unreadable(page).keySet()).isEqualTo(Set.of(ids.get(1)));
            assertThat(unreadable(page).get(ids.get(1)).get("category_id"))
                    .startsWith("res.partner.category " + bad + ": ")
                    .contains("no name");
            FieldValue.Reference named = new FieldValue.Reference(RecordId.of(good), "Good");
            assertThat(record(page, ids.get(0)).field("category_id"))
                    .isEqualTo(new FieldValue.References(List.of(named)));
            assertThat(((FieldValue.References) record(page, ids.get(1)).field("category_id")).values())
                    .contains(named);
        }
    }

    @Test
    void fieldOfOneLinkedRecordShouldBeMissingWhereItIsShown() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            OdooDatabase database = fixture.database();
            Predicate<OdooRecord> bad = record -> "Bad".equals(record.text("name"));
            database.addFields(
                    "res.partner.category",
                    OdooField.computed("mood", OdooFieldType.CHAR, record -> "fine")
                            .failingFor(bad, 1, "ValueError: no mood"));
            long tag = database.create("res.partner.category", Map.of("name", "Bad"));
            long tagged = database.create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
            fixture.partial().describe(PARTNER, List.of("category_id.mood"));
            RecordPage page = page(fixture, "category_id", "category_id.mood");
            assertThat(unreadable(page))
                    .isEqualTo(Map.of(
                            tagged,
                            Map.of("category_id.mood", "res.partner.category " + tag + ": ValueError: no mood")));
            assertThat(record(page, tagged).field("category_id"))
                    .isEqualTo(new FieldValue.References(List.of(new FieldValue.Reference(RecordId.of(tag), "Bad"))));
        }
    }

    private static Map<String, Object> unset() {
        Map<String, Object> property = new HashMap<>();
        property.put("name", "a");
        property.put("type", "char");
        property.put("string", "Label");
        property.put("value", null);
        return property;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unsetPropertyShouldCostNoOtherRecordItsProperties(boolean jsonIsOpen) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            OdooDatabase database = fixture.database();
            database.addFields("res.partner", OdooField.of("lead_properties", OdooFieldType.PROPERTIES));
            List<Long> ids = partners(fixture, 30);
            Map<String, Object> set = unset();
            set.put("value", "x");
            database.write("res.partner", 1, Map.of("lead_properties", List.of(unset())));
            ids.forEach(id -> database.write("res.partner", id, Map.of("lead_properties", List.of(set))));
            if (!jsonIsOpen) {
                fixture.server()
                        .intercept(call -> call.path().equals("/jsonrpc")
                                ? new OdooReply.Http(403, "<h1>Forbidden</h1>", Map.of())
                                : OdooReply.proceed());
            }
            ModelDescription description = fixture.source().describe(PARTNER);
            assertThat(description.defaultFields()).contains("lead_properties");
            assertThat(description.restrictedFields()).isEmpty();
            RecordPage page = page(fixture, "name", "lead_properties");
            assertThat(page.rejected()).isEmpty();
            assertThat(page.records()).hasSize(31);
            assertThat(record(page, ids.get(7)).field("lead_properties")).isInstanceOf(FieldValue.Properties.class);
            assertThat(unreadable(page).keySet()).isEqualTo(jsonIsOpen ? Set.of() : Set.of(1L));
        }
    }

    @Test
    void modelWhoseAnswersXmlRpcCannotCarryShouldBeReadOverJsonRpcAtOnce() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            fixture.database().addFields("res.partner", OdooField.of("lead_properties", OdooFieldType.PROPERTIES));
            fixture.database().write("res.partner", 1, Map.of("lead_properties", List.of(unset())));
            page(fixture, "lead_properties");
            fixture.server().resetCalls();
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "lead_properties");
            fixture.source().read(scope, List.of(RecordId.of(1)));
            assertThat(fixture.server().calls()).hasSize(1);
        }
    }

    @Test
    void jsonRpcThatFailsForAMomentShouldBeUsedAgain() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            fixture.database().addFields("res.partner", OdooField.of("lead_properties", OdooFieldType.PROPERTIES));
            fixture.database().write("res.partner", 1, Map.of("lead_properties", List.of(unset())));
            AtomicInteger failures = new AtomicInteger(1);
            fixture.server()
                    .intercept(call -> call.path().equals("/jsonrpc") && failures.getAndDecrement() > 0
                            ? new OdooReply.Http(500, "<h1>Internal Server Error</h1>", Map.of())
                            : OdooReply.proceed());

            assertThat(unreadable(page(fixture, "name", "lead_properties"))).isEmpty();
            assertThat(unreadable(page(fixture, "name", "lead_properties"))).isEmpty();
        }
    }
}
