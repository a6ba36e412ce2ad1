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

/** What is stored and how the last run ended, told without the secrets of the source. */
class StatusCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final String KEY = "STATUS_TEST_KEY";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(12);
    private final TestEmbedders embedders = new TestEmbedders();
    private final String collection = QdrantTestServer.freshName();
    private CliHarness cli;

    @BeforeEach
    void store() throws IOException {
        cli = new CliHarness(directory);
        QdrantTestServer qdrant = QdrantTestServer.shared();
        cli.file(
                "syncline.yaml",
                TestOdoo.config(odoo.url(), TestOdoo.DATABASE, "password: ${" + KEY + "}")
                        + "engine: {retry: {give-up-after: 0s}}\n"
                        + embedders.section("m", 8)
                        + "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                        + collection + "}\n");
        cli.environment.put(KEY, TestOdoo.PASSWORD);
        assertThat(cli.run("sync", PARTNERS).status()).isZero();
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private String succeed(String... command) {
        Result result = cli.run(command);
        assertThat(result.status()).as(result.all()).isZero();
        return result.out();
    }

    @Test
    void statusShouldNeedNoSecretOfTheSource() {
        cli.environment.remove(KEY);

        assertThat(succeed("status")).contains(PARTNERS + ": synced ", "; 12 stored");
        assertThat(succeed("failures", PARTNERS)).isNotEmpty();
        assertThat(succeed("sources")).contains(PARTNERS);
        assertThat(succeed("search", "a partner in Leeds")).contains("Partner ");
        Result sync = cli.run("sync", PARTNERS);
        assertThat(sync.status()).isEqualTo(ExitCode.USAGE);
        assertThat(sync.err()).contains(KEY + ", which is not set");
    }

    @Test
    void statusShouldCountWhatIsStoredNow() {
        QdrantCollections.removeField(collection, 5, "model_name");

        assertThat(succeed("status")).contains("12 records in ", "; 11 stored");
        assertThat(succeed("status", PARTNERS, "--json")).contains("\"records_synced\":12", "\"records_stored\":11");
    }

    @Test
    void statusShouldShowThatTheLastRunFailed() {
        odoo.database().write(PARTNERS, 5, Map.of("name", "Renamed"));
        embedders.close();
        assertThat(cli.run("sync", PARTNERS).status()).isEqualTo(ExitCode.FAILED);

        assertThat(succeed("status")).contains(PARTNERS + ": synced ", "  the last run, a sync, failed ");
        assertThat(succeed("status", "--json")).contains("\"last_run\":{\"kind\":\"sync\",\"outcome\":\"failed\"");

        assertThat(cli.run("verify", PARTNERS).status()).isEqualTo(ExitCode.OUT_OF_SYNC);
        assertThat(succeed("status")).doesNotContain("the last run");
    }

    @Test
    void readingCommandsShouldNotSpeakOfTheIndex() {
        for (String[] command : new String[][] {{"status"}, {"verify", PARTNERS}, {"explain", PARTNERS, "1"}}) {
            assertThat(cli.run(command).all()).doesNotContain("index is built");
        }
        assertThat(cli.run("sync", PARTNERS).all()).doesNotContain("index is built");
    }
}
