package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparison, repair and explanation on a real Qdrant. */
class QdrantVerifyTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(12);
    private final TestEmbedders embedders = new TestEmbedders();
    private final String collection = QdrantTestServer.freshName();
    private CliHarness cli;

    @BeforeEach
    void store() throws IOException {
        cli = new CliHarness(directory);
        configure("");
        assertThat(cli.run("sync", PARTNERS).status()).isZero();
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private void configure(String source) throws IOException {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        cli.file(
                "syncline.yaml",
                odoo.config(source + "models: {res.partner: {fields: [name]}}\n" + embedders.section("m", 8)
                        + "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                        + collection + "}\n"));
    }

    private void assertVerified(int status, String... parts) {
        Result result = cli.run("verify", PARTNERS, "--deep", "--json");
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        assertThat(result.out()).contains(parts);
    }

    private void assertExplained(long id, String verdict) {
        Result result = cli.run("explain", PARTNERS, Long.toString(id), "--json");
        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out()).contains("\"verdict\":\"" + verdict + "\"");
    }

    @Test
    void everyDifferenceShouldBeFoundExplainedAndRepaired() throws IOException {
        assertVerified(ExitCode.SUCCESS, "\"in_sync\":true", "\"records_stored\":12");
        configure("  filter: {res.partner: [[id, '!=', 3]]}\n");
        assertThat(cli.run("cleanup", PARTNERS).status()).isZero();
        configure("");
        odoo.database().write(PARTNERS, 7, Map.of("name", "Renamed"));
        odoo.delete(9, 9);

        assertVerified(
                ExitCode.OUT_OF_SYNC, "\"missing\":1", "\"stale\":1", "\"orphaned\":1", "\"records_differing\":3");
        assertExplained(1, "current");
        assertExplained(3, "missing");
        assertExplained(7, "outdated");
        assertExplained(9, "orphaned");
        assertExplained(4711, "unknown");

        long requests = embedders.requests();
        Result repaired = cli.run("verify", PARTNERS, "--deep", "--repair", "--json");
        assertThat(repaired.status()).as(repaired.all()).isZero();
        assertThat(repaired.out()).contains("\"records_repaired\":3");
        assertThat(embedders.requests() - requests)
                .as("two records are embedded")
                .isBetween(1L, 2L);
        assertVerified(ExitCode.SUCCESS, "\"in_sync\":true", "\"records_stored\":11");
        assertExplained(9, "unknown");
    }

    @Test
    void badPointsShouldCostTheirRecordsOnly() {
        QdrantCollections.removeField(collection, 5, "model_name");
        QdrantCollections.removeField(collection, 6, "point_type");
        QdrantCollections.setField(collection, 7, "model_name", "stock.lot");
        odoo.database().write(PARTNERS, 5, Map.of("name", "Five"));
        odoo.database().write(PARTNERS, 7, Map.of("name", "Seven"));

        Result incremental = cli.run("sync", PARTNERS, "--json");
        assertThat(incremental.status()).as(incremental.all()).isEqualTo(ExitCode.SOME_RECORDS_FAILED);
        assertThat(incremental.out()).contains("\"records_embedded\":2", "\"records_failed\":1");
        assertThat(cli.run("failures", PARTNERS).out()).contains("7", "stock.lot", "left as it is");

        Result full = cli.run("sync", PARTNERS, "--full", "--json");
        assertThat(full.out()).contains("\"records_embedded\":0", "\"records_failed\":1");
        assertVerified(ExitCode.OUT_OF_SYNC, "\"missing\":1", "\"records_differing\":1", "\"foreign_points\":1");
    }

    @Test
    void copiesOfPointsShouldBeListedAndRemovedByARepair() {
        QdrantCollections.copyPoints(collection, 4);

        assertThat(cli.run("sync", PARTNERS, "--full").status()).isZero();
        assertVerified(
                ExitCode.OUT_OF_SYNC,
                "\"records_differing\":0",
                "\"stray_points\":1",
                "\"kind\":\"copy\",\"record_id\":4");
        Result shown = cli.run("verify", PARTNERS);
        assertThat(shown.out())
                .contains("out of sync", "stray points, copied or damaged: 1 (", "of record 4", "--repair");

        Result repaired = cli.run("verify", PARTNERS, "--repair");
        assertThat(repaired.status()).as(repaired.all()).isZero();
        assertThat(repaired.out()).contains("in sync", "1 deleted");
        assertVerified(ExitCode.SUCCESS, "\"stray_points\":0", "\"records_stored\":12");
    }

    @Test
    void damagedPointOfADeletedRecordShouldBeRemovedByARepair() {
        QdrantCollections.removeField(collection, 9, "point_type");
        odoo.delete(9, 9);

        assertThat(cli.run("cleanup", PARTNERS).status()).isZero();
        assertVerified(ExitCode.OUT_OF_SYNC, "\"stray_points\":1", "\"kind\":\"damaged\",\"record_id\":9");
        assertThat(cli.run("verify", PARTNERS, "--repair").status()).isZero();
        assertVerified(ExitCode.SUCCESS, "\"stray_points\":0", "\"records_stored\":11");
    }
}
