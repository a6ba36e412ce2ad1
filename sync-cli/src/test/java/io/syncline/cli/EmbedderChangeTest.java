package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From MiniLM in the process to a model of another dimension on a server and back, on a real Qdrant. */
class EmbedderChangeTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 120;
    private static final int PAGE = 20;
    private static final String OLD = "old.yaml";
    private static final String NEW = "new.yaml";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(RECORDS);
    private final TestEmbedders embedders = new TestEmbedders();
    private final String collection = QdrantTestServer.freshName();
    private CliHarness cli;

    @BeforeEach
    void store() throws IOException {
        cli = new CliHarness(directory)
                .file(OLD, odoo.config(shared() + "embedder: {type: onnx}\n"))
                .file(NEW, config("larger", 24));
        assertThat(cli.run("sync", PARTNERS, "--config", OLD).status()).isZero();
    }

    private String config(String model, int dimension) {
        return odoo.config(shared() + embedders.section(model, dimension));
    }

    private String shared() {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        return "models: {res.partner: {fields: [name]}}\n"
                + "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                + collection + "}\n"
                + "engine: {fetch-batch-size: " + PAGE + ", embed-batch-size: " + PAGE
                + ", checkpoint-interval: 50ms, lease-ttl: 1s}\n";
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private Result run(String config, String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--config";
        all[args.length + 1] = config;
        Result result = cli.run(all);
        assertThat(result.all()).doesNotContain("\tat ", "M4RKER");
        return result;
    }

    private void assertFinds(String config) {
        Result found = run(config, "search", "Name: Partner 77", "--limit", "1");
        assertThat(found.status()).as(found.all()).isZero();
        assertThat(found.out()).contains("res.partner 77");
    }

    private void assertRefused(String config, String... command) {
        Result refused = run(config, command);
        assertThat(refused.status()).as(refused.all()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("error: ", collection);
    }

    @Test
    void embedderShouldReplaceAnotherAndBeRolledBack() {
        assertFinds(OLD);
        assertRefused(NEW, "sync", PARTNERS);
        assertRefused(NEW, "search", "Partner");
        assertThat(embedders.requests())
                .as("refused before anything is paid for")
                .isLessThanOrEqualTo(1);

        Result built = run(NEW, "reindex", "--all", "--json");

        assertThat(built.status()).as(built.all()).isZero();
        assertThat(built.out()).contains("\"switched\":true", "\"serving\":\"" + collection + "-g2\"");
        assertFinds(NEW);
        assertRefused(OLD, "sync", PARTNERS);
        assertThat(run(NEW, "sync", PARTNERS, "--json").out()).contains("\"records_embedded\":0");

        assertThat(run(OLD, "rollback", collection + "-g1").out()).contains("Collection " + collection + "-g1 serves");
        assertFinds(OLD);
        assertRefused(NEW, "search", "Partner");
        assertThat(run(OLD, "sync", PARTNERS, "--json").out()).contains("\"records_embedded\":0");
        assertThat(run(OLD, "reindex", "--drop-old").out()).contains("Dropped " + collection + "-g2");
        assertFinds(OLD);
    }

    @Test
    void oldCollectionShouldBeDroppedWhenTheNewOneServes() {
        assertThat(run(NEW, "reindex", "--all").status()).isZero();

        assertThat(run(NEW, "reindex", "--drop-old").out()).contains("Dropped " + collection + "-g1");
        assertFinds(NEW);
        assertThat(run(NEW, "rollback").status()).isEqualTo(ExitCode.USAGE);
    }

    /** A record that fails keeps the old collection in use until its cause is gone, or somebody names it. */
    @Test
    void failedRecordShouldBlockTheSwitchUntilItIsNamedOrMended() throws IOException {
        odoo.database().addFields(PARTNERS, OdooField.computed("code", OdooFieldType.INTEGER, record -> {
            return "unstorable".equals(record.text("city")) ? BigInteger.TEN.pow(26) : record.id();
        }));
        cli.file(NEW, config("larger", 24).replace("[name]", "[name, code]"));
        odoo.database().write(PARTNERS, 7, Map.of("city", "unstorable"));

        for (int attempt = 0; attempt < 4; attempt++) {
            Result blocked = run(NEW, "reindex", "--all");
            assertThat(blocked.status()).as(blocked.all()).isEqualTo(ExitCode.FAILED);
            assertThat(blocked.out()).contains("1 missing", "--without MODEL:ID");
        }
        assertThat(run(NEW, "reindex", "--all", "--without", PARTNERS + ":8", "--json")
                        .out())
                .as("another record")
                .contains("\"switched\":false");
        Result named = run(NEW, "reindex", "--all", "--without", PARTNERS + ":7", "--json");
        assertThat(named.status()).as(named.all()).isZero();
        assertThat(named.out()).contains("\"switched\":true");

        assertThat(run(OLD, "rollback", collection + "-g1").status()).isZero();
        assertThat(run(OLD, "reindex", "--drop-old").status()).isZero();
        assertThat(run(NEW, "reindex", "--all").status()).isEqualTo(ExitCode.FAILED);
        assertThat(run(NEW, "reindex", "--all").status())
                .as("the retry is postponed by now")
                .isEqualTo(ExitCode.FAILED);
        odoo.database().write(PARTNERS, 7, Map.of("city", "Leeds"));
        Result mended = run(NEW, "reindex", "--all", "--json");
        assertThat(mended.status()).as(mended.all()).isZero();
        assertThat(mended.out()).contains("\"switched\":true", "\"missing\":0");
    }

    @Test
    void recordsOfAnotherSourceShouldBeNamedBeforeAnythingIsPaid() throws IOException {
        cli.file("other.yaml", config("larger", 24).replace("  type: odoo\n", "  type: odoo\n  name: other\n"));

        Result refused = run("other.yaml", "reindex", "--all", "--force");

        assertThat(refused.status()).as(refused.all()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("odoo:" + odoo.url() + "/production");
        assertThat(embedders.requests()).as("requests").isZero();
        assertThat(run(OLD, "reindex", "--status").out()).doesNotContain("being built");
    }

    @Test
    void reindexShouldResumeAfterItWasKilled() throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(80);
        Process process = new CliHarness(directory)
                .process(System.getProperty("java.class.path"), "reindex", "--all", "--config", NEW)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        gate.awaitReached();
        Processes.await(process.destroyForcibly());
        gate.release();

        assertThat(run(NEW, "reindex", "--status").out())
                .contains("serving: " + collection + "-g1", "being built: " + collection + "-g2");
        assertFinds(OLD);
        Result resumed = run(NEW, "reindex", "--all", "--json");
        while (resumed.all().contains("already in progress")) {
            resumed = run(NEW, "reindex", "--all", "--json");
        }
        assertThat(resumed.status()).as(resumed.all()).isZero();
        assertThat(resumed.out()).contains("\"switched\":true", "\"missing\":0");
        assertThat(run(NEW, "verify", PARTNERS, "--json").out())
                .contains("\"in_sync\":true", "\"records_stored\":" + RECORDS);
        assertFinds(NEW);
    }
}
