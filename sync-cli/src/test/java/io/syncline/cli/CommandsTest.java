package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.cli.CliHarness.Result;
import io.syncline.cli.output.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands from end to end: Odoo's protocol, MiniLM, a SQLite file. */
class CommandsTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(60);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        cli = new CliHarness(directory).file("syncline.yaml", odoo.config("engine: {fetch-batch-size: 25}\n"));
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    private static JsonNode json(Result result) {
        assertThat(result.out().lines()).as(result.all()).hasSize(1);
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    @Test
    void syncShouldPrintOneObjectWithTheReportWhenJsonIsAskedFor() {
        JsonNode report = json(cli.run("sync", PARTNERS, "--json"));

        assertThat(report.fieldNames())
                .toIterable()
                .contains(
                        "success",
                        "model_name",
                        "sync_type",
                        "records_processed",
                        "records_embedded",
                        "records_failed",
                        "duration_ms",
                        "errors",
                        "warnings",
                        "restricted_fields");
        assertThat(report.get("success").isBoolean()).isTrue();
        assertThat(report.get("model_name").textValue()).isEqualTo(PARTNERS);
        assertThat(report.get("sync_type").textValue()).isEqualTo("full");
        assertThat(report.get("records_processed").intValue()).isEqualTo(60);
        assertThat(report.get("records_embedded").intValue()).isEqualTo(60);
        assertThat(report.get("errors").isArray()).isTrue();
        assertThat(report.get("restricted_fields").isArray()).isTrue();
    }

    @Test
    void secondSyncShouldEmbedOnlyWhatChanged() {
        cli.run("sync", PARTNERS);
        odoo.database().write(PARTNERS, 7, Map.of("name", "Renamed"));

        JsonNode report = json(cli.run("transfer_res.partner_1984", "--json"));

        assertThat(report.get("sync_type").textValue()).isEqualTo("incremental");
        assertThat(report.get("records_embedded").intValue()).isEqualTo(1);
        assertThat(IndexFiles.query(
                        directory.resolve("data/syncline.db"), "SELECT text FROM points WHERE record_id = 7"))
                .singleElement()
                .asString()
                .contains("Renamed");
    }

    @Test
    void pipeShouldReceiveProgressAsPlainLines() {
        Result result = cli.run("sync", PARTNERS);

        assertThat(result.err())
                .contains("Fetched batch: 25/60 records (41%)\n", "Fetched batch: 60/60 records (100%)\n")
                .doesNotContain("\r", "\u001b");
        assertThat(result.out())
                .startsWith("res.partner: full sync completed in ")
                .contains("60 records processed: 60 embedded, 0 unchanged, 0 failed");
    }

    @Test
    void logShouldShowThatStagesOverlap() {
        Result result = cli.run("sync", PARTNERS, "--verbose");

        assertThat(result.err().lines().filter(line -> line.contains("Sync of res.partner done")))
                .singleElement()
                .asString()
                .contains("fetch ", "prepare ", "compare ", "embed ", "write ", "of work in ");
    }

    @Test
    void terminalShouldShowABarThatIsErased() {
        cli.screen = new Screen(80, true, false);

        Result result = cli.run("sync", PARTNERS);

        assertThat(result.err()).contains("res.partner", "60/60", "━").doesNotContain("Fetched batch");
        assertThat(result.err()).endsWith("\r\u001b[K");
        assertThat(result.err().replaceAll("\u001b\\[K", "").split("[\r\n]"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void quietShouldPrintNothingAfterASuccess() {
        Result result = cli.run("sync", PARTNERS, "--quiet");

        assertThat(result.status()).isZero();
        assertThat(result.all()).isEmpty();
    }

    @Test
    void runWithoutChangesShouldLogNoBatch() {
        cli.run("sync", PARTNERS);

        Result idle = cli.run("sync", PARTNERS);

        assertThat(idle.err()).doesNotContain("0/0");
    }

    @Test
    void visibleCompaniesShouldBeANoteAndNoWarning() {
        JsonNode report = json(cli.run("sync", PARTNERS, "--json"));

        assertThat(report.get("notes").toString()).contains("Records of these companies are read: YourCompany (1)");
        assertThat(report.get("warnings")).isEmpty();
        assertThat(cli.run("sync", PARTNERS).all())
                .contains("  note: Records of these companies are read")
                .doesNotContain("warning: ");
    }

    @Test
    void limitShouldCapARun() {
        assertThat(json(cli.run("sync", PARTNERS, "--test-limit", "10", "--json"))
                        .get("records_processed")
                        .intValue())
                .isEqualTo(10);
        assertThat(json(cli.run("sync", PARTNERS, "--json")).get("sync_type").textValue())
                .isEqualTo("full");
    }

    @Test
    void secondSyncShouldBeRefusedWhileTheFirstOneRuns() throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(25);
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> cli.run("sync", PARTNERS));
        gate.awaitReached();

        Result second = cli.run("sync", PARTNERS, "--json");
        Result status = cli.run("status");
        gate.release();

        assertThat(second.status()).isEqualTo(ExitCode.IN_PROGRESS);
        JsonNode report = json(second);
        assertThat(report.get("success").booleanValue()).isFalse();
        assertThat(report.get("records_processed").intValue()).isZero();
        assertThat(report.get("errors").get(0).textValue()).startsWith("Sync already in progress for res.partner");
        assertThat(report.get("blocked_by").get("kind").textValue()).isEqualTo("sync");
        assertThat(status.out()).contains("sync in progress for ");
        assertThat(first.get().status()).isZero();
    }

    /** It was logged as a warning before, while it was retried. */
    @Test
    void failureThatEndedARunShouldBePrintedLast() throws IOException {
        cli.file("down.yaml", odoo.config("""
                engine: {retry: {first-wait: 100ms, first-answer-within: 2s}}
                embedder: {type: openai-compatible, base-url: 'http://127.0.0.1:1', model: m, dimension: 8}
                """));

        Result result = cli.run("sync", PARTNERS, "--config", "down.yaml");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).as("while it was retried").contains("warning: ");
        assertThat(result.err().lines().reduce("", (first, last) -> last))
                .startsWith("error: ")
                .contains("127.0.0.1:1");
    }

    @Test
    void failedRecordShouldShowInExitStatusAndList() {
        odoo.withoutJsonRpc();
        odoo.database().write(PARTNERS, 9, Map.of("street", "not \uFFFE XML"));

        Result sync = cli.run("sync", PARTNERS, "--json");
        Result failures = cli.run("failures", PARTNERS);

        assertThat(sync.status()).isEqualTo(ExitCode.SOME_RECORDS_FAILED);
        JsonNode report = json(sync);
        assertThat(report.get("records_failed").intValue()).isEqualTo(1);
        assertThat(report.get("records_embedded").intValue()).isEqualTo(59);
        assertThat(report.get("errors")).hasSize(1);
        assertThat(failures.out()).contains("res.partner 9: ").contains("1 attempt");
    }

    @Test
    void cleanupShouldDeleteStaleRecords() {
        cli.run("sync", PARTNERS);
        odoo.delete(11, 13);

        JsonNode dryRun = json(cli.run("cleanup", PARTNERS, "--dry-run", "--json"));
        JsonNode report = json(cli.run("cleanup", PARTNERS, "--json"));

        assertThat(dryRun.get("records_deleted").intValue()).isZero();
        assertThat(dryRun.get("stale_records")).hasSize(3);
        assertThat(report.get("success").booleanValue()).isTrue();
        assertThat(report.get("records_deleted").intValue()).isEqualTo(3);
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db")))
                .hasSize(57)
                .doesNotContain(11, 12, 13);
    }

    @Test
    void cleanupShouldQuarantineStaleRecordsAndRestoreThem() {
        cli.run("sync", PARTNERS);
        odoo.delete(11, 13);

        JsonNode hidden = json(cli.run("cleanup", PARTNERS, "--quarantine", "7d", "--json"));
        JsonNode explained = json(cli.run("explain", PARTNERS, "12", "--json"));
        JsonNode verified = json(cli.run("verify", PARTNERS, "--json"));
        int found = hits();
        int all = hits("--include-quarantined");
        Result undone = cli.run("cleanup", PARTNERS, "--undo");

        assertThat(hidden.get("records_quarantined").intValue()).isEqualTo(3);
        assertThat(hidden.get("records_in_quarantine").intValue()).isEqualTo(3);
        assertThat(hidden.get("records_deleted").intValue()).isZero();
        assertThat(explained.get("verdict").textValue()).isEqualTo("quarantined");
        assertThat(explained.get("quarantine").get("until").textValue())
                .isGreaterThan(explained.get("quarantine").get("since").textValue());
        assertThat(verified.get("in_sync").booleanValue()).isTrue();
        assertThat(verified.get("records_in_quarantine").intValue()).isEqualTo(3);
        assertThat(found).isEqualTo(57);
        assertThat(all).isEqualTo(60);
        assertThat(undone.status()).isZero();
        assertThat(undone.out()).contains("quarantine: 0 added, 3 restored, 0 hidden");
        assertThat(hits()).isEqualTo(60);
    }

    private int hits(String... more) {
        List<String> arguments = new ArrayList<>(List.of("search", "partner", "--limit", "100", "--json"));
        arguments.addAll(List.of(more));
        return json(cli.run(arguments.toArray(String[]::new))).get("hits").size();
    }

    @Test
    void cleanupShouldRefuseAnInvalidDuration() {
        Result result = cli.run("cleanup", PARTNERS, "--quarantine", "soon");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("'soon' is not a duration", "7d");
    }

    @Test
    void cleanupShouldBeRefusedWhenMostRecordsAreStale() {
        cli.run("sync", PARTNERS);
        odoo.delete(1, 40);

        Result result = cli.run("cleanup", PARTNERS);

        assertThat(result.status()).isEqualTo(ExitCode.REFUSED_BY_GUARD);
        assertThat(result.out()).contains("refused by the deletion guard", "--max-delete-share");
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db"))).hasSize(60);
    }

    @Test
    void pointShouldHoldWhatApplicationsFilterBy() throws IOException {
        cli.file("syncline.yaml", odoo.config("models: {res.partner: {fields: [name, comment], payload: [city]}}\n"));
        odoo.database().write(PARTNERS, 2, Map.of("comment", "A long story. ".repeat(200)));

        cli.run("sync", PARTNERS);

        Path index = directory.resolve("data/syncline.db");
        String columns =
                "record_id, model_name, point_type, text, content_hash, source_version, chunk_index, chunk_count, payload";
        assertThat(IndexFiles.query(index, "SELECT " + columns + " FROM points"))
                .hasSizeGreaterThan(60)
                .allSatisfy(point -> {
                    assertThat(point.get("record_id")).isInstanceOf(Integer.class);
                    assertThat(point).containsEntry("model_name", PARTNERS).containsEntry("point_type", "data");
                    assertThat(point.get("text")).asString().isNotBlank();
                    assertThat(point.get("content_hash")).asString().isNotBlank();
                    assertThat(((Number) point.get("source_version")).longValue())
                            .isPositive();
                    assertThat((int) point.get("chunk_index")).isLessThan((int) point.get("chunk_count"));
                    assertThat(point.get("payload")).asString().contains("Leeds");
                });
        long chunks = ((Number) IndexFiles.query(index, "SELECT max(chunk_count) AS n FROM points WHERE record_id = 2")
                        .get(0)
                        .get("n"))
                .longValue();
        assertThat(chunks).isGreaterThan(1);
        assertThat(IndexFiles.query(index, "SELECT chunk_index FROM points WHERE record_id = 2 ORDER BY 1"))
                .extracting(row -> ((Number) row.get("chunk_index")).longValue())
                .containsExactlyElementsOf(LongStream.range(0, chunks).boxed().toList());
    }

    @Test
    void searchShouldFindWhatWasSynced() {
        odoo.database().write(PARTNERS, 5, Map.of("name", "Mountain Cheese Dairy"));
        cli.run("sync", PARTNERS);

        JsonNode found = json(cli.run("search", "who sells cheese?", "--limit", "1", "--json"));

        assertThat(found.get("hits").get(0).get("record_id").intValue()).isEqualTo(5);
        assertThat(cli.run("search", "cheese", "--limit", "1").out()).contains("res.partner 5", "Mountain Cheese");
    }

    @Test
    void statusShouldShowTheLastSync() {
        assertThat(cli.run("status").err()).contains("Run a sync to create it");
        assertThat(cli.run("sync", "no.such.model").status()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("status").all()).doesNotContain("no.such.model");

        cli.run("sync", PARTNERS);

        assertThat(cli.run("status").out())
                .contains("res.partner: synced ", "60 records")
                .startsWith("odoo:" + odoo.url() + "/production in ")
                .contains("data/syncline.db:\n");
        JsonNode status = json(cli.run("status", "--json"));
        assertThat(status.get("models").get(0).get("records_synced").intValue()).isEqualTo(60);
        assertThat(status.get("source").textValue()).isEqualTo("odoo:" + odoo.url() + "/production");
        assertThat(status.get("sink").textValue()).endsWith("data/syncline.db");
    }
}
