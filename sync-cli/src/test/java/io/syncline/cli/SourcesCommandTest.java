package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources in a store are listed, renamed and dropped, and one that only moved is not paid for again. */
class SourcesCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 12;

    abstract static class InStore {

        @TempDir
        private Path directory;

        private final TestOdoo odoo = new TestOdoo(RECORDS);
        private final TestEmbedders embedders = new TestEmbedders();

        abstract String sink();

        @AfterEach
        void close() {
            embedders.close();
            odoo.close();
        }

        private CliHarness cli(String source) throws IOException {
            return new CliHarness(directory)
                    .file(
                            "syncline.yaml",
                            odoo.config(source + "models: {res.partner: {fields: [name]}}\n" + "engine: {overlap: 0s}\n"
                                    + sink() + embedders.section("m", 8)));
        }

        private static Result succeed(CliHarness cli, String... command) {
            Result result = cli.run(command);
            assertThat(result.status()).as(result.all()).isZero();
            return result;
        }

        private static void assertRefused(Result result, String... parts) {
            assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
            assertThat(result.all()).contains(parts);
        }

        @Test
        void movedSourceShouldBeRefusedThenRenamedWithoutEmbedding() throws IOException {
            CliHarness old = cli("  name: old\n");
            succeed(old, "sync", PARTNERS);
            long requests = embedders.requests();
            CliHarness moved = cli("  name: moved\n");

            assertRefused(
                    moved.run("sync", PARTNERS),
                    "old",
                    "rename what is stored to moved",
                    "sources rename OLD NEW",
                    "'name'",
                    "--allow-duplicate-source");
            assertThat(succeed(moved, "sources").out()).contains("old\n", "res.partner: 12 records, database ");
            assertThat(embedders.requests()).as("requests").isEqualTo(requests);

            assertThat(succeed(moved, "sources", "rename", "old", "moved").out())
                    .contains("Renamed 12 records of 1 model from old to moved");
            assertThat(succeed(moved, "sources", "rename", "old", "moved").out())
                    .contains("already");
            assertThat(succeed(moved, "sync", PARTNERS, "--json").out())
                    .contains("\"sync_type\":\"incremental\"", "\"records_embedded\":0");
            assertThat(succeed(moved, "verify", PARTNERS, "--deep", "--json").out())
                    .contains("\"in_sync\":true", "\"compared\":\"content\"", "\"records_stored\":12");
            assertThat(succeed(moved, "search", "Partner 7", "--limit", "1").out())
                    .contains("res.partner ");
            assertThat(succeed(moved, "sources", "--json").out())
                    .contains("\"configured\":\"moved\"", "\"source\":\"moved\"", "\"records\":12")
                    .doesNotContain("\"source\":\"old\"");
            assertThat(embedders.requests() - requests)
                    .as("requests, of which one is the search")
                    .isEqualTo(1);
        }

        @Test
        void copyOfADatabaseShouldBeSyncedWhenThatIsAllowed() throws IOException {
            succeed(cli("  name: production\n"), "sync", PARTNERS);
            CliHarness copy = cli("  name: copy\n");

            assertThat(copy.run("sync", PARTNERS, "--json").out()).contains("\"outcome\":\"refused_duplicate_source\"");
            succeed(copy, "sync", PARTNERS, "--allow-duplicate-source");
            succeed(copy, "sync", PARTNERS);

            assertThat(succeed(copy, "sources").out()).contains("copy  (configured)\n", "production\n");
        }

        @Test
        void dropShouldBeConfirmed() throws IOException {
            succeed(cli("  name: production\n"), "sync", PARTNERS);
            CliHarness copy = cli("  name: copy\n");
            succeed(copy, "sync", PARTNERS, "--allow-duplicate-source");

            assertRefused(copy.run("sources", "drop", "production"), "12 records of 1 model", "--yes");
            assertRefused(copy.run("sources", "drop", "copy", "--yes"), "--configured");
            assertRefused(copy.run("sources", "drop", "prodction", "--yes"), "Did you mean 'production'?");
            assertThat(succeed(copy, "sources").out()).contains("production\n");

            assertThat(succeed(copy, "sources", "drop", "production", "--yes").out())
                    .contains("Dropped 12 records of 1 model of production");
            assertThat(succeed(copy, "sources", "drop", "production", "--yes", "--json")
                            .out())
                    .contains("\"dropped\":[]");
            assertThat(succeed(copy, "sources").out()).doesNotContain("production");
            succeed(copy, "sources", "drop", "copy", "--yes", "--configured");
            assertThat(succeed(copy, "sources").out()).contains("No records are stored yet");
            assertThat(succeed(copy, "sync", PARTNERS, "--json").out())
                    .contains("\"sync_type\":\"full\"", "\"records_embedded\":12");
        }

        @Test
        void dropShouldBeConfirmedWhenOnlyAStateIsLeft() throws IOException {
            CliHarness cli = cli("  name: production\n");
            odoo.delete(1, RECORDS);
            succeed(cli, "sync", PARTNERS);

            assertThat(succeed(cli, "sources").out()).contains("production  (configured)\n", "res.partner: 0 records");
            assertRefused(cli.run("sources", "drop", "production"), "--configured");
            assertRefused(cli.run("sources", "drop", "production", "--configured"), "0 records of 1 model", "--yes");
            assertThat(succeed(cli, "sync", PARTNERS, "--json").out()).contains("\"sync_type\":\"incremental\"");
            succeed(cli, "sources", "drop", "production", "--configured", "--yes");
            assertThat(succeed(cli, "sources").out()).contains("No records are stored yet");
        }

        @Test
        void otherDatabaseUnderTheSameNameShouldBeRefusedUntilItIsAccepted() throws IOException {
            CliHarness cli = cli("  name: test\n");
            succeed(cli, "sync", PARTNERS);
            odoo.database()
                    .write(
                            "ir.config_parameter",
                            odoo.database().ids("ir.config_parameter").get(0),
                            Map.of("value", "created-again"));
            odoo.delete(7, RECORDS);

            assertRefused(cli.run("sync", PARTNERS), "created-again", "a name of its own", "--accept-database");
            assertRefused(cli.run("cleanup", PARTNERS, "--ignore-limits"), "created-again");
            assertRefused(cli.run("verify", PARTNERS, "--repair"), "created-again");
            assertThat(cli.run("plan", PARTNERS).all()).contains("would be refused");
            assertThat(succeed(cli, "sources").out()).contains("12 records");

            assertThat(succeed(cli, "sync", PARTNERS, "--accept-database", "--json")
                            .out())
                    .contains("\"sync_type\":\"full\"", "\"records_embedded\":0", "created-again");
            assertThat(succeed(cli, "sources").out()).contains("12 records, database created-again");
            succeed(cli, "cleanup", PARTNERS, "--ignore-limits");
            assertThat(succeed(cli, "sources").out()).contains("6 records");
        }

        @Test
        void unknownNameShouldNotBeRenamed() throws IOException {
            CliHarness cli = cli("  name: production\n");
            succeed(cli, "sync", PARTNERS);

            assertRefused(cli.run("sources", "rename", "prodction", "other"), "prodction");
            assertRefused(cli.run("sources", "rename", "production", "production"), "production");
            assertRefused(cli.run("sources", "renam", "production", "other"), "Did you mean 'rename'?");
        }
    }

    @Nested
    class InSqlite extends InStore {

        @Override
        String sink() {
            return "sink: {type: sqlite, path: index.db}\n";
        }
    }

    @Nested
    class InQdrant extends InStore {

        private final String collection = QdrantTestServer.freshName();

        @Override
        String sink() {
            QdrantTestServer qdrant = QdrantTestServer.shared();
            return "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                    + collection + "}\n";
        }
    }
}
