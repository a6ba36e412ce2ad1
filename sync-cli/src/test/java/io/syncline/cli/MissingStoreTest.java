package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A misspelt collection or file: whatever only reads creates nothing, and names what there is. */
class MissingStoreTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 12;

    abstract static class InStore {

        @TempDir
        Path directory;

        private final TestOdoo odoo = new TestOdoo(RECORDS);
        private final TestEmbedders embedders = new TestEmbedders();

        abstract String sink(String name);

        /** What exists beside the configuration and the state. */
        abstract List<String> stores();

        abstract String missing(String name);

        @AfterEach
        void close() {
            embedders.close();
            odoo.close();
        }

        CliHarness cli(String name) throws IOException {
            return new CliHarness(directory)
                    .file(
                            "syncline.yaml",
                            odoo.config(
                                    "models: {res.partner: {fields: [name]}}\nstate: {type: file, path: state.json}\n"
                                            + sink(name) + embedders.section("m", 8)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "search partner",
                    "explain res.partner 7",
                    "cleanup res.partner --dry-run",
                    "cleanup res.partner",
                    "verify res.partner",
                    "status",
                    "status res.partner",
                    "failures res.partner",
                    "sources",
                    "sources rename a b",
                    "sources drop a --yes",
                })
        void commandThatReadsShouldCreateNothing(String command) throws IOException {
            assertThat(cli("records").run("sync", PARTNERS).status()).isZero();
            List<String> before = stores();
            long requests = embedders.requests();

            Result result = cli("recrods").run(command.split(" "));

            assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(missing("recrods"), "Run a sync to create it");
            assertThat(stores()).isEqualTo(before);
            assertThat(embedders.requests() - requests).as("requests").isLessThanOrEqualTo(1);
        }

        @Test
        void planShouldBeThatOfAnEmptyStoreAndCreateNone() throws IOException {
            assertThat(cli("records").run("sync", PARTNERS).status()).isZero();
            List<String> before = stores();

            Result plan = cli("recrods").run("plan", PARTNERS, "--json");

            assertThat(plan.status()).as(plan.all()).isZero();
            assertThat(plan.out())
                    .contains("\"sync_type\":\"full\"", "\"records_to_embed\":12")
                    .contains(missing("recrods"));
            assertThat(stores()).isEqualTo(before);
        }

        @Test
        void repairOfAModelThatWasLostShouldBeFollowedByAFullSync() throws IOException {
            CliHarness cli = cli("records");
            assertThat(cli.run("sync", PARTNERS).status()).isZero();
            assertThat(cli.run("sync", PARTNERS, "--json").out()).contains("\"sync_type\":\"incremental\"");
            lose("records");

            Result repaired = cli.run("verify", PARTNERS, "--repair", "--json");
            Result next = cli.run("sync", PARTNERS, "--json");

            assertThat(repaired.status()).as(repaired.all()).isIn(ExitCode.SUCCESS, ExitCode.USAGE);
            assertThat(next.status()).as(next.all()).isZero();
            assertThat(next.out()).contains("\"sync_type\":\"full\"", "\"records_processed\":12");
            assertThat(cli.run("verify", PARTNERS, "--json").out())
                    .contains("\"in_sync\":true", "\"records_stored\":12");
        }

        abstract void lose(String name) throws IOException;
    }

    @Nested
    class InSqlite extends InStore {

        @Override
        String sink(String name) {
            return "sink: {type: sqlite, path: stores/" + name + ".db}\n";
        }

        @Override
        String missing(String name) {
            return "There is no index " + directory.resolve("stores/" + name + ".db");
        }

        @Override
        List<String> stores() {
            try (Stream<Path> files = Files.list(directory.resolve("stores"))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".db"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void lose(String name) throws IOException {
            Files.delete(directory.resolve("stores/" + name + ".db"));
        }

        @Test
        void fileOfVectorsShouldNotComeIntoBeingWithTheStateInIt() throws IOException {
            CliHarness cli = new CliHarness(directory)
                    .file("syncline.yaml", TestOdoo.config("http://127.0.0.1:1", "d", "password: p") + """
                            sink: {type: sqlite, path: index.db}
                            state: {type: sqlite}
                            """);

            Result result = cli.run("status");

            assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("There is no index");
            assertThat(directory.resolve("index.db")).doesNotExist();
        }
    }

    @Nested
    class InQdrant extends InStore {

        private final String prefix = QdrantTestServer.freshName();

        @Override
        String sink(String name) {
            QdrantTestServer qdrant = QdrantTestServer.shared();
            return "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                    + prefix + name + "}\n";
        }

        @Override
        String missing(String name) {
            return "There is no collection '" + prefix + name + "'";
        }

        @Override
        List<String> stores() {
            return QdrantCollections.names(prefix);
        }

        @Override
        void lose(String name) {
            QdrantCollections.names(prefix + name).forEach(QdrantCollections::delete);
        }

        @Test
        void nearestNameShouldBeSuggested() throws IOException {
            assertThat(cli("records").run("sync", PARTNERS).status()).isZero();

            assertThat(cli("recrods").run("status").err()).contains("Did you mean '" + prefix + "records'?");
        }
    }
}
