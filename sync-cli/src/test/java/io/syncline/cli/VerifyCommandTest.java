package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Differences between Odoo and a SQLite index are listed, set the exit status, and are repaired; nothing else changes.
 */
class VerifyCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 12;
    private static final String FIELDS = "models: {res.partner: {fields: [name, comment]}}\n";
    private static final String CHUNKS = "engine: {chunk-tokens: 16, chunk-overlap-tokens: 0}\n";

    private static final String SURPLUS =
            "INSERT INTO point (model, record_id, chunk_index, source_version, epoch, chunk_count, content_hash,"
                    + " fingerprint, payload, text, vector) SELECT model, record_id, chunk_count, source_version, epoch,"
                    + " chunk_count, content_hash, fingerprint, payload, 'left over', vector FROM point"
                    + " WHERE record_id = 5 AND chunk_index = 0";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(RECORDS);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;

    @BeforeEach
    void store() throws IOException {
        odoo.database().write(PARTNERS, 5, Map.of("comment", "A long story. ".repeat(20)));
        cli = new CliHarness(directory);
        configure(FIELDS);
        assertThat(cli.run("sync", PARTNERS).status()).isZero();
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private void configure(String models) throws IOException {
        cli.file("syncline.yaml", odoo.config(models + CHUNKS + embedders.section("m", 8)));
    }

    private JsonNode json(int status, String... args) {
        Result result = cli.run(args);
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        assertThat(result.out().lines()).as(result.all()).hasSize(1);
        assertThat(result.all()).doesNotContain("\tat ");
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    private JsonNode verify(int status, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "verify";
        args[1] = PARTNERS;
        args[2] = "--json";
        System.arraycopy(more, 0, args, 3, more.length);
        return json(status, args);
    }

    private void inIndex(String sql) {
        IndexFiles.update(directory.resolve("data/syncline.db"), sql);
    }

    /** Each point with the epoch of the run that wrote it. */
    private List<Map<String, Object>> points() {
        return IndexFiles.query(
                directory.resolve("data/syncline.db"),
                "SELECT record_id, chunk_index, chunk_count, epoch, text FROM points ORDER BY record_id, chunk_index");
    }

    private static long recordOf(Map<String, Object> point) {
        return ((Number) point.get("record_id")).longValue();
    }

    @Test
    void everythingShouldBeInSyncAfterASync() {
        JsonNode report = verify(ExitCode.SUCCESS);

        assertThat(report.get("success").booleanValue()).isTrue();
        assertThat(report.get("in_sync").booleanValue()).isTrue();
        assertThat(report.get("model_name").textValue()).isEqualTo(PARTNERS);
        assertThat(report.get("records_in_source").intValue()).isEqualTo(RECORDS);
        assertThat(report.get("records_stored").intValue()).isEqualTo(RECORDS);
        assertThat(report.get("differences").size()).isZero();
        Result words = cli.run("verify", PARTNERS, "--deep");
        assertThat(words.status()).isZero();
        assertThat(words.out())
                .startsWith("res.partner: in sync after ")
                .contains("12 records in the source, 12 stored");
    }

    /** One record is damaged; it is found, explained and repaired, and the others stay unchanged. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing|3|DELETE FROM point WHERE record_id = 3|missing",
                "incomplete|5|DELETE FROM point WHERE record_id = 5 AND chunk_index = 1|incomplete",
                "wrong_fingerprint|4|UPDATE point SET fingerprint = 'other' WHERE record_id = 4|outdated",
                "surplus_chunks|5|" + SURPLUS + "|",
            })
    void differenceShouldBeFoundAndRepaired(String kind, long id, String sql, String verdict) {
        List<Map<String, Object>> before = points();
        inIndex(sql);

        JsonNode found = verify(ExitCode.OUT_OF_SYNC);

        assertThat(found.get("success").booleanValue()).isFalse();
        assertThat(found.get("differences").toString()).isEqualTo("{\"" + kind + "\":1}");
        assertThat(found.get("examples").toString())
                .isEqualTo("[{\"record_id\":" + id + ",\"kind\":\"" + kind + "\"}]");
        if (verdict != null) {
            assertThat(explain(id).get("verdict").textValue()).isEqualTo(verdict);
        }
        long requests = embedders.requests();
        JsonNode repaired = verify(ExitCode.SUCCESS, "--repair");
        assertThat(repaired.get("records_repaired").intValue()).isEqualTo(1);
        assertThat(repaired.get("in_sync").booleanValue()).isTrue();
        assertThat(embedders.requests() - requests).as("one record is embedded").isLessThanOrEqualTo(1);
        assertUntouched(before, id);
        assertThat(explain(id).get("verdict").textValue()).isEqualTo("current");
        assertThat(verify(ExitCode.SUCCESS, "--deep").get("in_sync").booleanValue())
                .isTrue();
    }

    private void assertUntouched(List<Map<String, Object>> before, long id) {
        assertThat(points().stream().filter(point -> recordOf(point) != id))
                .containsExactlyElementsOf(
                        before.stream().filter(point -> recordOf(point) != id).toList());
        assertThat(points().stream().filter(point -> recordOf(point) == id).map(point -> point.get("text")))
                .containsExactlyElementsOf(before.stream()
                        .filter(point -> recordOf(point) == id)
                        .map(point -> point.get("text"))
                        .toList());
    }

    private JsonNode explain(long id) {
        return json(ExitCode.SUCCESS, "explain", PARTNERS, Long.toString(id), "--json");
    }

    @Test
    void staleRecordShouldBeFoundByItsVersion() {
        List<Map<String, Object>> before = points();
        odoo.database().write(PARTNERS, 7, Map.of("name", "Renamed"));
        inIndex("UPDATE point SET source_version = 1 WHERE record_id = 7");

        JsonNode found = verify(ExitCode.OUT_OF_SYNC);

        assertThat(found.get("differences").toString()).isEqualTo("{\"stale\":1}");
        assertThat(explain(7).get("verdict").textValue()).isEqualTo("outdated");
        assertThat(verify(ExitCode.SUCCESS, "--repair").get("records_repaired").intValue())
                .isEqualTo(1);
        assertThat(points().stream().filter(point -> recordOf(point) != 7))
                .containsExactlyElementsOf(
                        before.stream().filter(point -> recordOf(point) != 7).toList());
        assertThat(points())
                .filteredOn(point -> recordOf(point) == 7)
                .singleElement()
                .satisfies(point -> assertThat(point.get("text")).asString().contains("Renamed"));
    }

    @Test
    void contentThatChangedWithoutItsVersionShouldBeFoundByADeepComparison() {
        inIndex("UPDATE point SET content_hash = 'of another text' WHERE record_id = 8");

        assertThat(verify(ExitCode.SUCCESS).get("in_sync").booleanValue()).isTrue();
        assertThat(verify(ExitCode.OUT_OF_SYNC, "--deep").get("differences").toString())
                .isEqualTo("{\"stale\":1}");
        assertThat(verify(ExitCode.SUCCESS, "--deep", "--repair")
                        .get("records_repaired")
                        .intValue())
                .isEqualTo(1);
        assertThat(verify(ExitCode.SUCCESS, "--deep").get("in_sync").booleanValue())
                .isTrue();
    }

    @Test
    void orphanShouldBeDeletedWithinTheLimits() {
        odoo.delete(9, 9);

        Result words = cli.run("verify", PARTNERS);

        assertThat(words.status()).isEqualTo(ExitCode.OUT_OF_SYNC);
        assertThat(words.out())
                .contains("out of sync", "orphaned: 1 (9)", "--repair", "syncline explain res.partner ID");
        assertThat(explain(9).get("verdict").textValue()).isEqualTo("orphaned");
        assertThat(explain(9).get("in_source").booleanValue()).isFalse();
        assertThat(verify(ExitCode.SUCCESS, "--repair").get("records_repaired").intValue())
                .isEqualTo(1);
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db"))).doesNotContain(9);
        assertThat(explain(9).get("verdict").textValue()).isEqualTo("unknown");
    }

    @Test
    void orphansShouldBeLeftToACleanupWhenThereAreTooMany() {
        odoo.delete(1, 4);
        inIndex("DELETE FROM point WHERE record_id = 10");

        JsonNode report = verify(ExitCode.REFUSED_BY_GUARD, "--repair");

        assertThat(report.get("success").booleanValue()).isFalse();
        assertThat(report.get("differences").get("orphaned").intValue()).isEqualTo(4);
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db"))).contains(1, 2, 3, 4);
    }

    @Test
    void recordThatCannotBeReadShouldBeReportedAsFailed() {
        odoo.withoutJsonRpc();
        odoo.database().write(PARTNERS, 6, Map.of("name", "not \uFFFE XML"));
        long added = odoo.database().create(PARTNERS, Map.of("name", "neither \uFFFE XML"));
        assertThat(cli.run("sync", PARTNERS).status()).isEqualTo(ExitCode.SOME_RECORDS_FAILED);

        JsonNode report = verify(ExitCode.OUT_OF_SYNC);

        assertThat(report.get("differences").toString()).isEqualTo("{\"failed\":2}");
        JsonNode explained = explain(added);
        assertThat(explained.get("verdict").textValue()).isEqualTo("failed");
        assertThat(explained.get("failure").get("attempts").intValue()).isEqualTo(1);
        assertThat(explained.get("stored_chunks").intValue()).isZero();
        assertThat(explain(6).get("failure").get("reason").textValue()).isNotBlank();
        assertThat(explain(6).get("stored_chunks").intValue()).isPositive();
    }

    @Test
    void archivedRecordShouldBeInScopeUnlessItIsLeftOut() {
        odoo.database().write(PARTNERS, 2, Map.of("active", false));
        cli.run("sync", PARTNERS);

        assertThat(verify(ExitCode.SUCCESS).get("in_sync").booleanValue()).isTrue();
        assertThat(explain(2).get("verdict").textValue()).isEqualTo("current");
        assertThat(verify(ExitCode.OUT_OF_SYNC, "--no-archived")
                        .get("differences")
                        .toString())
                .isEqualTo("{\"orphaned\":1}");
    }

    @Test
    void recordOutsideTheFilterShouldBeAnOrphanOrUnknown() throws IOException {
        odoo.database().write(PARTNERS, 2, Map.of("city", "York"));
        configure("  filter: {res.partner: [[city, '!=', York]]}\n" + FIELDS);

        assertThat(verify(ExitCode.OUT_OF_SYNC).get("differences").toString()).isEqualTo("{\"orphaned\":1}");
        assertThat(explain(2).get("verdict").textValue()).isEqualTo("orphaned");
        assertThat(verify(ExitCode.SUCCESS, "--repair").get("records_stored").intValue())
                .isEqualTo(RECORDS);
        JsonNode explained = explain(2);
        assertThat(explained.get("verdict").textValue()).isEqualTo("unknown");
        assertThat(explained.get("reasons").toString()).contains("The source does not have it");
    }

    @Test
    void newRecordShouldNotBeSyncedYet() {
        long added = odoo.database().create(PARTNERS, Map.of("name", "New"));

        assertThat(explain(added).get("verdict").textValue()).isEqualTo("not_synced");
        assertThat(cli.run("explain", PARTNERS, Long.toString(added)).out())
                .startsWith("res.partner " + added + ": not searchable: not synced yet")
                .contains("  The sink holds no chunk of it");
        assertThat(explain(4711).get("verdict").textValue()).isEqualTo("unknown");
    }

    @Test
    void repairShouldStoreEverythingWhenNothingIsThere() {
        inIndex("DELETE FROM point");

        JsonNode report = verify(ExitCode.SUCCESS, "--repair");

        assertThat(report.get("records_repaired").intValue()).isEqualTo(RECORDS);
        assertThat(points().stream().map(VerifyCommandTest::recordOf).distinct())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RECORDS).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"verify res.patner", "explain res.patner 1"})
    void unknownModelShouldBeReported(String line) {
        Result result = cli.run(line.split(" "));

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("error: ", "res.patner").doesNotContain("\tat ");
    }
}
