package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.postgres.PgvectorTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From MiniLM to a model of another dimension and back, in a file and in PostgreSQL, with records in quarantine. */
class GenerationsTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 40;
    private static final String OLD = "old.yaml";
    private static final String NEW = "new.yaml";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(RECORDS);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;

    /** A sink, and the names of its first and second generation. */
    private record Store(String sink, String first, String second) {

        @Override
        public String toString() {
            return second;
        }
    }

    private static Stream<Store> stores() {
        PgvectorTestServer server = PgvectorTestServer.shared();
        String collection = PgvectorTestServer.freshName();
        return Stream.of(
                new Store("{type: sqlite, path: vectors.db}", "vectors.db", "vectors-g2.db"),
                new Store(
                        "{type: pgvector, url: '%s', username: %s, password: '%s', collection: %s}"
                                .formatted(server.url(), server.user(), server.password(), collection),
                        collection + "_g1",
                        collection + "_g2"));
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private void prepare(Store store) throws IOException {
        String shared = "models: {res.partner: {fields: [name]}}\nstate: {type: file}\nsink: " + store.sink() + "\n";
        cli = new CliHarness(directory)
                .file(OLD, odoo.config(shared + "embedder: {type: onnx}\n"))
                .file(NEW, odoo.config(shared + embedders.section("larger", 24)));
        assertThat(run(OLD, "sync", PARTNERS).status()).isZero();
        odoo.database().unlink(PARTNERS, 7L);
        assertThat(run(OLD, "cleanup", PARTNERS, "--quarantine", "30d").out()).contains("1 hidden");
    }

    private Result run(String config, String... args) {
        Result result = cli.run(
                Stream.concat(Stream.of(args), Stream.of("--config", config)).toArray(String[]::new));
        assertThat(result.all()).doesNotContain("\tat ", "M4RKER");
        return result;
    }

    private String finds(String config, String... more) {
        return run(
                        config,
                        Stream.concat(Stream.of("search", "Name: Partner 7", "--limit", "1"), Stream.of(more))
                                .toArray(String[]::new))
                .out();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void embedderShouldReplaceAnotherAndBeRolledBack(Store store) throws IOException {
        prepare(store);
        Result refused = run(NEW, "sync", PARTNERS);
        assertThat(refused.status()).as(refused.all()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("syncline reindex");

        Result built = run(NEW, "reindex", "--all");

        assertThat(built.status()).as(built.all()).isZero();
        assertThat(built.all()).contains("Not carried over: 1 record in quarantine");
        assertThat(built.out()).contains("Collection " + store.second() + " serves now");
        assertThat(run(NEW, "sync", PARTNERS, "--json").out()).contains("\"records_embedded\":0");
        assertThat(run(OLD, "sync", PARTNERS).status()).isEqualTo(ExitCode.USAGE);
        assertThat(run(NEW, "reindex", "--status").out()).contains("served before: " + store.first());
        assertThat(run(NEW, "reindex", "--drop-old", "--unused-for", "7d").out())
                .as("within its grace time")
                .contains("Nothing to drop");

        assertThat(run(OLD, "rollback", store.first()).out()).contains("Collection " + store.first() + " serves");
        assertThat(finds(OLD)).doesNotContain("res.partner 7 ");
        assertThat(finds(OLD, "--include-quarantined"))
                .as("quarantine is as it was")
                .contains("res.partner 7");
        assertThat(run(OLD, "sync", PARTNERS, "--json").out()).contains("\"records_embedded\":0");
        assertThat(run(OLD, "reindex", "--drop-old").out()).contains("Dropped " + store.second());
        assertThat(run(OLD, "verify", PARTNERS).status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oldGenerationShouldBeDroppedWhenTheNewOneServes(Store store) throws IOException {
        prepare(store);
        assertThat(run(NEW, "reindex", "--all").status()).isZero();

        assertThat(run(NEW, "reindex", "--drop-old").out()).contains("Dropped " + store.first());
        assertThat(run(NEW, "rollback", store.first()).status()).isEqualTo(ExitCode.USAGE);
        odoo.database().write(PARTNERS, 8, Map.of("name", "Zebra crossing"));
        assertThat(run(NEW, "sync", PARTNERS, "--json").out()).contains("\"records_embedded\":1");
        assertThat(run(NEW, "verify", PARTNERS).status()).isZero();
    }
}
