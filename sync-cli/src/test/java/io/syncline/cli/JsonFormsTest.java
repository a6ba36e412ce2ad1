package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.CleanupReport;
import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.json.JsonForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints is what the library, the MCP server and services write. */
class JsonFormsTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final ModelName MODEL = ModelName.of(PARTNERS);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(3);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;

    @BeforeEach
    void configure() throws Exception {
        cli = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        TestOdoo.config(odoo.url(), TestOdoo.DATABASE, "password: " + TestOdoo.PASSWORD)
                                + "engine: {retry: {give-up-after: 0s}}\n"
                                + embedders.section("m", 8)
                                + "sink: {type: sqlite, path: index.db}\n");
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    @Test
    void reportsShouldBeInTheFormOfAllPrograms() throws Exception {
        assertThat(names(run("plan", PARTNERS)))
                .isEqualTo(names(
                        JsonForm.PLAN_REPORT,
                        PlanReport.builder()
                                .model(MODEL)
                                .syncType(SyncType.FULL)
                                .recordsToEmbed(3)
                                .recordsUnchanged(0)
                                .recordsFailing(0)
                                .chunks(3)
                                .requests(1)
                                .tokens(3)
                                .build()));
        JsonNode sync = run("sync", PARTNERS);
        assertThat(names(sync))
                .isEqualTo(names(
                        JsonForm.SYNC_REPORT,
                        SyncReport.builder()
                                .model(MODEL)
                                .outcome(RunOutcome.COMPLETED)
                                .syncType(SyncType.FULL)
                                .build()));
        assertThat(sync.get("records_embedded").intValue()).isEqualTo(3);
        assertThat(names(run("cleanup", PARTNERS, "--dry-run")))
                .isEqualTo(names(
                        JsonForm.CLEANUP_REPORT,
                        CleanupReport.builder()
                                .model(MODEL)
                                .outcome(RunOutcome.COMPLETED)
                                .build()));
        assertThat(names(run("verify", PARTNERS)))
                .isEqualTo(names(
                        JsonForm.VERIFY_REPORT,
                        VerifyReport.builder()
                                .model(MODEL)
                                .outcome(RunOutcome.COMPLETED)
                                .build()));
    }

    @Test
    void modelsAndRecordsShouldBeInTheFormOfAllPrograms() throws Exception {
        run("sync", PARTNERS);
        assertThat(names(run("status").at("/models/0")))
                .isEqualTo(names(
                        JsonForm.MODEL_STATUS,
                        ModelStatus.builder()
                                .model(MODEL)
                                .recordsSynced(3)
                                .recordsStored(3)
                                .failedRecords(0)
                                .build()));
        assertThat(names(run("search", "partner").at("/hits/0")))
                .isEqualTo(names(
                        JsonForm.SEARCH_HIT,
                        new SearchHit(MODEL, RecordId.of(1), 1, "", 0, Map.of(), HitRanks.byMeaning(1))));
        List<String> explanation = new ArrayList<>(List.of("success"));
        explanation.addAll(names(
                JsonForm.RECORD_EXPLANATION,
                RecordExplanation.builder()
                        .model(MODEL)
                        .id(RecordId.of(1))
                        .verdict(RecordExplanation.Verdict.CURRENT)
                        .inSource(true)
                        .storedChunks(1)
                        .build()));
        assertThat(names(run("explain", PARTNERS, "1"))).isEqualTo(explanation);
    }

    private JsonNode run(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        words.add("--json");
        CliHarness.Result result = cli.run(words.toArray(String[]::new));
        assertThat(result.status()).as(result.all()).isZero();
        return JSON.readTree(result.out());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static <T> List<String> names(JsonForm<T> form, T value) {
        return List.copyOf(form.of(value).keySet());
    }
}
