package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Change times: whole seconds in answers, microseconds in the database, and the comparisons of each release. */
class ChangeTimeTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T11:00:00Z"));

    private OdooServer start(OdooVersion version) {
        return OdooServer.builder()
                .version(version)
                .clock((InstantSource) now::get)
                .user("admin", "admin")
                .start();
    }

    private static OdooClient client(OdooServer server) {
        return new OdooClient(server, 2, "admin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">  | 12:00:00 | BCDE  | DE",
                ">  | 12:00:01 | E     | -",
                ">= | 12:00:00 | ABCDE | ABCDE",
                "<  | 12:00:01 | ABC   | ABC",
                "=  | 12:00:00 | A     | ABC",
                "<= | 12:00:00 | A     | ABC",
                ">  | 12:00:00.400000 | CDE | DE",
                "!= | 12:00:00 | BCDEN | DEN"
            })
    void comparisonsShouldBeThoseOfEachRelease(String operator, String time, String until18, String from19) {
        for (OdooVersion version : OdooVersion.values()) {
            try (OdooServer server = start(version)) {
                Map<String, String> rows = Map.of(
                        "A", "12:00:00Z", "B", "12:00:00.4Z", "C", "12:00:00.9Z", "D", "12:00:01Z", "E", "12:00:01.1Z");
                rows.forEach((name, at) -> {
                    now.set(Instant.parse("2026-01-02T" + at));
                    server.database().create("res.partner", Map.of("name", name));
                });
                long empty = server.database().create("res.partner", Map.of("name", "N"));
                server.database().setWriteDate("res.partner", List.of(empty), null);
                List<?> domain = List.of(List.of("write_date", operator, "2026-01-02 " + time));

                StringBuilder found = new StringBuilder();
                client(server)
                        .rows("res.partner", domain, Map.of("fields", List.of("name"), "order", "name"))
                        .forEach(row -> found.append(row.get("name")));
                String expected = version == OdooVersion.V19 ? from19 : until18;
                assertThat(found.toString()).as("%s", version).isEqualTo(expected.replace("-", ""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void zoneInALiteralShouldBeAnErrorFrom19On(OdooVersion version) {
        try (OdooServer server = start(version)) {
            List<?> domain = List.of(List.of("write_date", ">=", "2026-01-02 12:00:00Z"));
            OdooClient.Fault fault = catchThrowableOfType(
                    OdooClient.Fault.class, () -> client(server).search("res.partner", domain));
            if (version == OdooVersion.V19) {
                assertThat(fault.lastLine()).isEqualTo("ValueError: expecting only datetimes with no timezone");
            } else {
                assertThat(fault).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void changeTimeShouldBeCutToTheSecondAndEmptyOnesMatchOnlyFalse(OdooVersion version) {
        try (OdooServer server = start(version)) {
            now.set(Instant.parse("2026-01-02T12:00:00.999999Z"));
            long dated = server.database().create("res.partner", Map.of("name", "Dated"));
            long empty = server.database().create("res.partner", Map.of("name", "Empty"));
            server.database().setWriteDate("res.partner", List.of(empty), null);
            OdooClient client = client(server);

            assertThat(client.rows("res.partner", List.of(), Map.of("fields", List.of("write_date"), "order", "id")))
                    .extracting(row -> row.get("write_date"))
                    .containsExactly("2026-01-02 12:00:00", false);
            assertThat(client.search("res.partner", List.of(List.of("write_date", "=", false))))
                    .containsExactly(empty);
            assertThat(client.search("res.partner", List.of(List.of("write_date", ">=", "1970-01-01 00:00:00"))))
                    .containsExactly(dated);
        }
    }

    @Test
    void dayAloneShouldMeanItsEndForGreaterAndItsStartForGreaterOrEqual() {
        try (OdooServer server = start(OdooVersion.V18)) {
            now.set(Instant.parse("2026-01-02T12:00:00Z"));
            long id = server.database().create("res.partner", Map.of("name", "Noon"));

            assertThat(client(server).search("res.partner", List.of(List.of("write_date", ">", "2026-01-02"))))
                    .isEmpty();
            assertThat(client(server).search("res.partner", List.of(List.of("write_date", ">=", "2026-01-02"))))
                    .containsExactly(id);
        }
    }

    @Test
    void lateCommitShouldAppearWithTheTimeItsTransactionBegan() {
        try (OdooServer server = start(OdooVersion.V18)) {
            OdooClient client = client(server);
            now.set(Instant.parse("2026-01-02T14:12:38.123456Z"));
            OdooTransaction slow = server.database().begin();
            now.set(Instant.parse("2026-01-02T14:12:39Z"));
            long quick = server.database().create("res.partner", Map.of("name", "Quick"));
            long late = slow.create("res.partner", Map.of("name", "Late"));
            slow.write("res.partner", quick, Map.of("phone", "1"));

            assertThat(client.search("res.partner", List.of())).containsExactly(quick);
            now.set(Instant.parse("2026-01-02T14:17:46Z"));
            slow.commit();

            assertThat(client.search("res.partner", List.of(List.of("write_date", ">=", "2026-01-02 14:12:39"))))
                    .as("the transaction's time has replaced the newer one too")
                    .isEmpty();
            assertThat(client.search("res.partner", List.of(List.of("write_date", "=", "2026-01-02 14:12:38.123456"))))
                    .containsExactly(quick, late);
        }
    }

    @Test
    void rolledBackTransactionShouldLeaveOnlyAGapInTheIds() {
        try (OdooServer server = start(OdooVersion.V18)) {
            long first = server.database().create("res.partner", Map.of("name", "First"));
            try (OdooTransaction lost = server.database().begin()) {
                lost.create("res.partner", Map.of("name", "Lost"));
            }
            long second = server.database().create("res.partner", Map.of("name", "Second"));

            assertThat(server.database().ids("res.partner")).containsExactly(first, second);
            assertThat(second).isEqualTo(first + 2);
        }
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void pagingByChangeTimeShouldLoopOrLoseWhilePagingByIdDoesNeither(OdooVersion version) {
        try (OdooServer server = start(version)) {
            now.set(Instant.parse("2026-01-02T12:00:00.5Z"));
            List<Long> ids = server.database()
                    .createAll(
                            "res.partner",
                            IntStream.range(0, 50)
                                    .mapToObj(i -> Map.of("name", "P" + i))
                                    .toList());
            OdooClient client = client(server);
            Map<String, ?> byTime = Map.of("order", "write_date,id", "limit", 20);
            List<Long> page = client.search("res.partner", List.of(), byTime);

            assertThat(client.search("res.partner", List.of(List.of("write_date", ">", "2026-01-02 12:00:00")), byTime))
                    .as("the next page by change time")
                    .isEqualTo(version == OdooVersion.V19 ? List.of() : page);

            List<Long> all = new ArrayList<>();
            for (long last = 0; ; last = all.get(all.size() - 1)) {
                List<?> domain = List.of(
                        List.of("write_date", ">=", "2026-01-02 12:00:00"),
                        List.of("write_date", "<", "2026-01-02 12:00:01"),
                        List.of("id", ">", last));
                List<Long> next = client.search("res.partner", domain, Map.of("order", "id", "limit", 20));
                if (next.isEmpty()) {
                    break;
                }
                all.addAll(next);
            }
            assertThat(all).isEqualTo(ids);
        }
    }

    @Test
    void changesOfOtherRecordsShouldNotMoveTheChangeTimeUnlessAStoredFieldFollows() {
        try (OdooServer server = start(OdooVersion.V18)) {
            OdooDatabase database = server.database();
            long tag = database.create("res.partner.category", Map.of("name", "Gold"));
            long country = database.create("res.country", Map.of("name", "France"));
            long company = database.create("res.partner", Map.of("name", "Azure", "is_company", true));
            long contact = database.create(
                    "res.partner",
                    Map.of("name", "Ann", "parent_id", company, "country_id", country, "category_id", List.of(tag)));
            now.set(Instant.parse("2026-11-23T12:00:00Z"));

            database.write("res.partner.category", tag, Map.of("name", "Silver"));
            database.write("res.country", country, Map.of("name", "Frankreich"));
            database.write("res.partner.category", tag, Map.of("partner_ids", List.of()));
            database.write("res.partner", company, Map.of("phone", "1"));
            assertThat(changed(database, contact)).isEqualTo("2026-11-23T11:00");
            assertThat(database.find("res.partner", contact).orElseThrow().get("category_id"))
                    .isEqualTo(List.of());

            database.write("res.partner", company, Map.of("name", "Azur"));
            assertThat(changed(database, contact)).isEqualTo("2026-11-23T12:00");

            now.set(Instant.parse("2026-11-23T13:00:00Z"));
            database.unlink("res.country", country);
            assertThat(changed(database, contact))
                    .as("a link emptied by a deletion")
                    .isEqualTo("2026-11-23T12:00");
            assertThat(database.find("res.partner", contact).orElseThrow().get("country_id"))
                    .isNull();
        }
    }

    private static String changed(OdooDatabase database, long id) {
        return String.valueOf(database.find("res.partner", id).orElseThrow().get("write_date"));
    }
}
