package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooFaults;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that breaks each call that reads it, in the ways in which outages do: it is rejected, and the others are read. */
class BrokenRecordsTest {

    private static final RecordScope NAMES = OdooDataLossTest.scope(PARTNER, "name", "category_id");

    static Stream<OdooReply> breakages() {
        Map<String, String> xml = Map.of("Content-Type", "text/xml; charset=utf-8");
        return Stream.of(
                new OdooReply.Http(502, "<html><title>502 Bad Gateway</title></html>", Map.of()),
                new OdooReply.Http(500, "<h1>Internal Server Error</h1>", Map.of()),
                new OdooReply.Http(200, "<html><title>Oops</title></html>", Map.of()),
                new OdooReply.Http(200, "<html><title>Oops</title></html>", xml),
                new OdooReply.Http(200, "<?xml version='1.0'?><methodResponse><params><param><value><arr", xml),
                new OdooReply.Fault(1, "psycopg2.OperationalError: invalid memory alloc request size 1073741824"),
                new OdooReply.Fault(1, "psycopg2.OperationalError: server closed the connection unexpectedly"),
                new OdooReply.Fault(1, "MemoryError: "),
                new OdooReply.Fault(1, "ValueError: Expected singleton: res.partner(1, 2)"),
                new OdooReply.Fault(4, "You are not allowed to access this record"),
                new OdooReply.Result(List.of(false)));
    }

    private static OdooServerFixture fixture() {
        return new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);
    }

    private static List<RecordId> partners(OdooServerFixture fixture) {
        return IntStream.range(0, 30)
                .mapToObj(number -> fixture.create("Partner " + number))
                .toList();
    }

    private static void assertRejectedAlone(OdooServerFixture fixture, RecordId bad, OdooReply reply) {
        fixture.server().intercept(OdooFaults.whenRead("res.partner", bad.number(), reply));
        fixture.source().describe(PARTNER);
        RecordPage page = fixture.source().page(NAMES, IdRange.ALL, 500);
        assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactly(bad);
        assertThat(page.records()).hasSize(30);
        assertThat(page.end()).isTrue();
        assertThat(fixture.source().ids(NAMES, IdRange.ALL, 500).entries()).hasSize(31);
        assertThat(fixture.source().read(NAMES, List.of(bad)).rejected()).hasSize(1);
        assertThat(fixture.partial().restrictedFields(PARTNER)).isEmpty();
    }

    @Test
    void onlyRecordOfAModelShouldBeRejectedInsteadOfTakenForAMissingRight() {
        try (OdooServerFixture fixture = fixture()) {
            RecordId only = fixture.source()
                    .ids(NAMES, IdRange.ALL, 10)
                    .entries()
                    .get(0)
                    .id();
            fixture.server()
                    .intercept(OdooFaults.whenRead(
                            "res.partner",
                            only.number(),
                            new OdooReply.Fault(4, "You are not allowed to access this")));

            fixture.source().describe(PARTNER);

            assertThat(fixture.partial().restrictedFields(PARTNER)).isEmpty();
            RecordPage page = fixture.source().page(NAMES, IdRange.ALL, 10);
            assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactly(only);
            assertThat(page.records()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void recordShouldBeRejectedAlone(OdooReply reply) {
        try (OdooServerFixture fixture = fixture()) {
            assertRejectedAlone(fixture, partners(fixture).get(20), reply);
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void firstRecordShouldBeRejectedAlone(OdooReply reply) {
        try (OdooServerFixture fixture = fixture()) {
            partners(fixture);
            assertRejectedAlone(fixture, RecordId.of(1), reply);
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void tagShouldBeMissingInItsRecordsOnly(OdooReply reply) {
        try (OdooServerFixture fixture = fixture()) {
            List<RecordId> ids = partners(fixture);
            long good = fixture.database().create("res.partner.category", Map.of("name", "Good"));
            long bad = fixture.database().create("res.partner.category", Map.of("name", "Bad"));
            ids.forEach(
                    id -> fixture.database().write("res.partner", id.number(), Map.of("category_id", List.of(good))));
            RecordId tagged = ids.get(5);
            fixture.database().write("res.partner", tagged.number(), Map.of("category_id", List.of(good, bad)));
            fixture.source().describe(PARTNER);
            fixture.server().intercept(OdooFaults.whenRead("res.partner.category", bad, reply));
            for (int run = 0; run < 2; run++) {
                RecordPage page = fixture.source().page(NAMES, IdRange.ALL, 500);
                assertThat(page.rejected()).isEmpty();
                assertThat(page.records()).hasSize(31);
                assertThat(page.records())
                        .filteredOn(record -> !record.unreadable().isEmpty())
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(record.id()).isEqualTo(tagged);
                            assertThat(record.unreadable().get("category_id"))
                                    .startsWith("res.partner.category " + bad + ": ");
                        });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void oneBrokenAnswerShouldCostNothing(OdooReply reply) {
        try (OdooServerFixture fixture = fixture()) {
            partners(fixture);
            fixture.source().describe(PARTNER);
            RecordPage undisturbed = fixture.source().page(NAMES, IdRange.ALL, 500);
            fixture.server().intercept(OdooFaults.once(call -> call.name().equals("res.partner.search_read"), reply));
            assertThat(fixture.source().page(NAMES, IdRange.ALL, 500)).isEqualTo(undisturbed);
        }
    }

    /** The search that is a control fails too, or nothing but the control works. */
    @ParameterizedTest
    @ValueSource(strings = {"", "search_read"})
    void outageShouldRejectNoRecord(String method) {
        try (OdooServerFixture fixture = fixture()) {
            partners(fixture);
            fixture.source().describe(PARTNER);
            OdooReply down = new OdooReply.Http(502, "<html><title>502 Bad Gateway</title></html>", Map.of());
            fixture.server().intercept(call -> call.method().endsWith(method) ? down : OdooReply.proceed());
            assertThatThrownBy(() -> fixture.source().page(NAMES, IdRange.ALL, 500))
                    .isInstanceOf(TransientException.class);
            assertThatThrownBy(() -> fixture.source().ids(NAMES, IdRange.ALL, 500))
                    .isInstanceOf(TransientException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void storedFieldShouldBeMissingInTheRecordForWhichItFails(int code) {
        try (OdooServerFixture fixture = fixture()) {
            RecordId bad = partners(fixture).get(3);
            fixture.server()
                    .intercept(OdooFaults.changing(
                            "res.partner",
                            row -> row.containsKey("street") && OdooFaults.isRow(row, bad.number()),
                            rows -> new OdooReply.Fault(code, "ValueError: no such place")));
            RecordPage page =
                    fixture.source().page(OdooDataLossTest.scope(PARTNER, "name", "street"), IdRange.ALL, 500);
            assertThat(page.rejected()).isEmpty();
            assertThat(page.records())
                    .filteredOn(record -> !record.unreadable().isEmpty())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.id()).isEqualTo(bad);
                        assertThat(record.unreadable()).containsOnlyKeys("street");
                        assertThat(record.field("name")).isEqualTo(new FieldValue.Text("Partner 3"));
                    });
        }
    }

    @Test
    void fieldThatIsNotSentShouldBeMissingInItsRecord() {
        try (OdooServerFixture fixture = fixture()) {
            RecordId bad = partners(fixture).get(3);
            fixture.server()
                    .intercept(OdooFaults.changing(
                            "res.partner",
                            row -> row.containsKey("name") && OdooFaults.isRow(row, bad.number()),
                            rows -> new OdooReply.Result(withoutName(rows, bad.number()))));
            RecordPage page = fixture.source().page(NAMES, IdRange.ALL, 500);
            assertThat(page.records())
                    .filteredOn(record -> !record.unreadable().isEmpty())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.id()).isEqualTo(bad);
                        assertThat(record.unreadable()).containsOnlyKeys("name");
                    });
        }
    }

    private static List<Object> withoutName(List<?> rows, long id) {
        List<Object> changed = new ArrayList<>(rows);
        changed.replaceAll(row -> {
            Map<Object, Object> values = new HashMap<>((Map<?, ?>) row);
            if (OdooFaults.isRow(values, id)) {
                values.remove("name");
            }
            return values;
        });
        return changed;
    }
}
