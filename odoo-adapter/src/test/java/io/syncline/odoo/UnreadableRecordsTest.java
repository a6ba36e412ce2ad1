package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records and fields that make a page fail, and pages that are too large for a server. */
class UnreadableRecordsTest {

    private static final String BROKEN = "ValueError: broken module";

    private static OdooServerFixture fixture(OdooVersion version) {
        return new OdooServerFixture(version, Transport.XML_RPC);
    }

    /** A server behind a firewall that lets only XML-RPC pass. */
    private static OdooServerFixture xmlOnly(OdooVersion version) {
        OdooServerFixture fixture = fixture(version);
        fixture.server().intercept(UnreadableRecordsTest::withoutJson);
        return fixture;
    }

    private static OdooReply withoutJson(OdooCall call) {
        return call.path().equals("/jsonrpc")
                ? new OdooReply.Http(404, "<h1>Not Found</h1>", Map.of())
                : OdooReply.proceed();
    }

    private static List<Long> partners(OdooServerFixture fixture, int count) {
        return fixture.database()
                .createAll(
                        "res.partner",
                        IntStream.range(0, count)
                                .mapToObj(number -> Map.<String, Object>of("name", "Partner " + number))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void rowWithAForbiddenCharacterShouldBeRejectedAlone(OdooVersion version) {
        try (OdooServerFixture fixture = xmlOnly(version)) {
            List<Long> ids = partners(fixture, 30);
            List<Long> poisoned = List.of(ids.get(3), ids.get(4), ids.get(29));
            poisoned.forEach(id -> fixture.database().write("res.partner", id, Map.of("street", "bad \uFFFE text")));
            RecordPage page =
                    fixture.source().page(OdooDataLossTest.scope(PARTNER, "name", "street"), IdRange.ALL, 500);
            assertThat(page.end()).isTrue();
            assertThat(page.rejected())
                    .extracting(RejectedRecord::id)
                    .containsExactlyElementsOf(
                            poisoned.stream().map(RecordId::of).toList());
            assertThat(page.rejected())
                    .allSatisfy(row -> assertThat(row.reason()).contains("not well-formed"));
            assertThat(page.records()).hasSize(28);
            RecordPage read = fixture.source()
                    .read(
                            OdooDataLossTest.scope(PARTNER, "street"),
                            poisoned.stream().map(RecordId::of).toList());
            assertThat(read.rejected()).hasSize(3);
            assertThat(fixture.source()
                            .ids(OdooDataLossTest.scope(PARTNER, "street"), IdRange.ALL, 500)
                            .entries())
                    .hasSize(31);
        }
    }

    @Test
    void rowWithAControlCharacterShouldBeRejectedByVersion17Only() {
        try (OdooServerFixture seventeen = xmlOnly(OdooVersion.V17);
                OdooServerFixture eighteen = xmlOnly(OdooVersion.V18)) {
            for (OdooServerFixture fixture : List.of(seventeen, eighteen)) {
                fixture.create("bad \u0001 name");
            }
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name");
            assertThat(seventeen.source().page(scope, IdRange.ALL, 10).rejected())
                    .hasSize(1);
            assertThat(eighteen.source().page(scope, IdRange.ALL, 10).rejected())
                    .isEmpty();
        }
    }

    @Test
    void jsonShouldReadWhatXmlRpcCannotAndGiveTheSameText() {
        try (OdooServerFixture json = new OdooServerFixture(OdooVersion.V19, Transport.JSON_2);
                OdooServerFixture both = fixture(OdooVersion.V19);
                OdooServerFixture xml = xmlOnly(OdooVersion.V19)) {
            for (OdooServerFixture fixture : List.of(json, both, xml)) {
                fixture.create("one\r\ntwo\rthree \u0001 four");
                fixture.create("bad \uFFFE name");
            }
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name");
            RecordPage overJson = json.source().page(scope, IdRange.ALL, 10);
            RecordPage overXml = xml.source().page(scope, IdRange.ALL, 10);
            assertThat(both.source().page(scope, IdRange.ALL, 10)).isEqualTo(overJson);
            assertThat(overJson.rejected()).isEmpty();
            assertThat(overXml.rejected()).hasSize(1);
            assertThat(overJson.records()).containsAll(overXml.records()).hasSize(3);
        }
    }

    @Test
    void fieldThatFailsForEveryRecordShouldBeMissingInAll() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            partners(fixture, 200);
            fixture.source().describe(PARTNER);
            failFor(fixture, "name");
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name", "street");
            RecordPage page = fixture.source().page(scope, IdRange.ALL, 100);
            int first = fixture.server().calls().size();
            RecordPage next = fixture.source().page(scope, IdRange.ALL.remainingAfter(page.resumeAfter()), 100);
            assertThat(List.of(page, next)).allSatisfy(read -> {
                assertThat(read.rejected()).isEmpty();
                assertThat(read.records())
                        .hasSize(100)
                        .allSatisfy(record -> assertThat(record.unreadable()).containsOnly(Map.entry("name", BROKEN)));
            });
            assertThat(first).isLessThan(60);
            assertThat(fixture.server().calls().size() - first)
                    .as("calls for the second page")
                    .isLessThan(12);
        }
    }

    @Test
    void fieldsThatFailForEveryRecordShouldBeMissingInAllEvenIfThereAreNoOthers() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            partners(fixture, 200);
            fixture.source().describe(PARTNER);
            failFor(fixture, "name", "street", "city");
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name", "street", "city");
            RecordPage page = fixture.source().page(scope, IdRange.ALL, 500);
            assertThat(page.rejected()).isEmpty();
            assertThat(page.records())
                    .hasSize(201)
                    .allSatisfy(record -> assertThat(record.unreadable()).containsOnlyKeys("name", "street", "city"));
            assertThat(fixture.server().calls()).hasSizeLessThan(120);
        }
    }

    @Test
    void fieldThatFailsForManyRecordsShouldBeMissingInThoseOnly() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            List<Long> ids = partners(fixture, 200);
            List<Long> broken = ids.subList(0, 60);
            fixture.source().describe(PARTNER);
            fixture.server()
                    .intercept(call -> fieldsOf(call).contains("name") && isAbout(call, broken)
                            ? new OdooReply.Fault(1, BROKEN)
                            : OdooReply.proceed());
            RecordPage page =
                    fixture.source().page(OdooDataLossTest.scope(PARTNER, "name", "street"), IdRange.ALL, 500);
            assertThat(page.rejected()).isEmpty();
            assertThat(page.records())
                    .hasSize(201)
                    .allSatisfy(record -> assertThat(record.unreadable().isEmpty())
                            .isEqualTo(!broken.contains(record.id().number())));
        }
    }

    private static void failFor(OdooServerFixture fixture, String... fields) {
        fixture.server()
                .intercept(call -> List.of(fields).stream().anyMatch(fieldsOf(call)::contains)
                        ? new OdooReply.Fault(1, BROKEN)
                        : OdooReply.proceed());
        fixture.server().resetCalls();
    }

    /** Whether a call reads some of these records: by their ids, or as all records. */
    private static boolean isAbout(OdooCall call, List<Long> ids) {
        String domain = String.valueOf(call.args()) + call.kwargs().get("domain");
        List<String> listed = Pattern.compile("\\d+")
                .matcher(domain)
                .results()
                .map(MatchResult::group)
                .toList();
        return !domain.contains("in") || ids.stream().map(String::valueOf).anyMatch(listed::contains);
    }

    private static List<?> fieldsOf(OdooCall call) {
        return call.kwargs().get("fields") instanceof List<?> fields ? fields : List.of();
    }

    @Test
    void pageShouldShrinkWhenWorkersAreKilledAndGrowAgain() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            partners(fixture, 400);
            fixture.source().describe(PARTNER);
            List<Integer> limits = new ArrayList<>();
            kill(fixture, call -> {
                Object limit = call.kwargs().get("limit");
                if (call.method().equals("search_read") && limit instanceof Number number) {
                    limits.add(number.intValue());
                    return number.intValue() > 30;
                }
                return false;
            });
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> fixture.source().page(scope, IdRange.ALL, 100))
                        .isInstanceOf(TransientException.class);
            }
            assertThat(fixture.source().page(scope, IdRange.ALL, 100).records()).hasSize(25);
            assertThat(limits).containsExactly(100, 50, 25);
            fixture.server().intercept(call -> OdooReply.proceed());
            assertThat(OdooDataLossTest.all(fixture.source(), scope, 100)).hasSize(401);
            fixture.server().resetCalls();
            assertThat(fixture.source().page(scope, IdRange.ALL, 100).records())
                    .as("after several pages that came through")
                    .hasSizeGreaterThan(25);
        }
    }

    private static void kill(OdooServerFixture fixture, Predicate<OdooCall> which) {
        fixture.server().intercept(call -> which.test(call) ? new OdooReply.Drop(false) : OdooReply.proceed());
    }

    @Test
    void rowThatKillsItsWorkerShouldBeRejectedOnceItIsAlone() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            long killer = fixture.create("Killer").number();
            fixture.source().describe(PARTNER);
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name");
            kill(
                    fixture,
                    call -> call.method().equals("search_read")
                            && fieldsOf(call).contains("name"));
            RecordPage page = fixture.source().page(scope, IdRange.of(killer - 1, killer), 1);
            assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactly(RecordId.of(killer));
        }
    }

    @Test
    void largeAnswersShouldBeSplitWithoutAFailure() {
        try (OdooServerFixture fixture = new OdooServerFixture(
                OdooVersion.V18,
                Transport.XML_RPC,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.maxAnswerBytes(200_000, 200_000).watchRelated(false))) {
            List<Map<String, Object>> values = IntStream.range(0, 40)
                    .mapToObj(number -> Map.<String, Object>of("name", "x".repeat(20_000)))
                    .toList();
            fixture.database().createAll("res.partner", values);
            long giant = fixture.create("y".repeat(300_000)).number();
            List<RejectedRecord> rejected = new ArrayList<>();
            int read = 0;
            IdRange rest = IdRange.ALL;
            RecordPage page;
            do {
                page = fixture.source().page(OdooDataLossTest.scope(PARTNER, "name"), rest, 100);
                rejected.addAll(page.rejected());
                read += page.records().size();
                rest = rest.remainingAfter(page.resumeAfter());
            } while (!page.end());
            assertThat(read).isEqualTo(41);
            assertThat(rejected).extracting(RejectedRecord::id).containsExactly(RecordId.of(giant));
        }
    }

    @Test
    void outagesShouldBeTransient() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            fixture.source().describe(PARTNER);
            List<OdooReply> outages = List.of(
                    OdooReply.databaseDown(),
                    new OdooReply.Http(502, "<html>Bad Gateway</html>", Map.of()),
                    new OdooReply.Http(503, "<html>Unavailable</html>", Map.of("Retry-After", "7")),
                    new OdooReply.Http(429, "<html>Slow down</html>", Map.of("Retry-After", "7")),
                    new OdooReply.Http(504, "<html>Timeout</html>", Map.of()),
                    new OdooReply.Fault(1, "psycopg2.errors.SerializationFailure: could not serialize access"),
                    new OdooReply.Result("not a list"));
            for (OdooReply outage : outages) {
                fixture.server().intercept(call -> outage);
                assertThatThrownBy(
                                () -> fixture.source().page(OdooDataLossTest.scope(PARTNER, "name"), IdRange.ALL, 100))
                        .as(outage.toString())
                        .isInstanceOf(TransientException.class);
                assertThatThrownBy(() ->
                                fixture.source().existing(OdooDataLossTest.scope(PARTNER), List.of(RecordId.of(1))))
                        .as("existing() never guesses")
                        .isInstanceOf(TransientException.class);
            }
            fixture.server().intercept(call -> OdooReply.proceed());
            assertThat(fixture.source()
                            .page(OdooDataLossTest.scope(PARTNER, "name"), IdRange.ALL, 100)
                            .records())
                    .isNotEmpty();
        }
    }

    @Test
    void rowsOutOfOrderShouldBeRefused() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18)) {
            fixture.source().describe(PARTNER);
            List<Object> rows = List.of(
                    Map.of("id", 5, "name", "a", "write_date", "2026-11-23 14:05:24"),
                    Map.of("id", 5, "name", "a", "write_date", "2026-11-23 14:05:24"));
            fixture.server().intercept(call -> new OdooReply.Result(rows));
            assertThatThrownBy(() -> fixture.source().page(OdooDataLossTest.scope(PARTNER, "name"), IdRange.ALL, 100))
                    .isInstanceOf(TransientException.class);
            fixture.server().intercept(call -> new OdooReply.Result(List.of(1, 2, 3)));
            assertThatThrownBy(
                            () -> fixture.source().existing(OdooDataLossTest.scope(PARTNER), List.of(RecordId.of(1))))
                    .isInstanceOf(TransientException.class);
        }
    }
}
