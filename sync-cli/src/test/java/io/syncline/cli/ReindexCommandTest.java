package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.odoo.testserver.OdooServer;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new collection is built, switched to, returned from and dropped, in one command each, on a real Qdrant. */
class ReindexCommandTest {

    private static final String PARTNERS = "res.partner";

    @TempDir
    private Path directory;

    private final OdooServer odoo = OdooServer.builder()
            .database("company")
            .user("sync", "secret-of-odoo")
            .start();
    private final String collection = QdrantTestServer.freshName();
    private CliHarness cli;

    @BeforeEach
    void store() throws IOException {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        for (int i = 1; i <= 12; i++) {
            odoo.database().create(PARTNERS, Map.of("name", "Partner number " + i));
        }
        cli = new CliHarness(directory)
                .file("syncline.yaml", """
                        source: {type: odoo, url: %s, database: company, username: sync, password: secret-of-odoo}
                        sink: {type: qdrant, host: %s, port: %d, collection: %s}
                        models:
                          res.partner: {fields: [name]}
                        engine: {on-fingerprint-change: refuse}
                        """.formatted(odoo.url(), qdrant.host(), qdrant.port(), collection));
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    @Test
    void collectionShouldBeReplacedAndTakenBack() {
        assertThat(cli.run("sync", PARTNERS).status()).isEqualTo(ExitCode.SUCCESS);

        CliHarness.Result done = cli.run("reindex", "--all", "--json");
        assertThat(done.status()).as(done.all()).isEqualTo(ExitCode.SUCCESS);
        assertThat(done.out()).as("the same embedder").contains("\"switched\":false");

        CliHarness.Result built = cli.run("reindex", PARTNERS, "--force", "--no-switch");
        assertThat(built.status()).as(built.all()).isEqualTo(ExitCode.SUCCESS);
        assertThat(built.out()).contains("Collection " + collection + "-g2 is ready");
        assertThat(built.err()).as("a new collection has no state").doesNotContain("All records of");
        assertThat(cli.run("reindex", "--status").out())
                .contains("serving: " + collection + "-g1", "being built: " + collection + "-g2");

        CliHarness.Result switched = cli.run("reindex", "--all", "--json");
        assertThat(switched.status()).as(switched.all()).isEqualTo(ExitCode.SUCCESS);
        assertThat(switched.out())
                .contains("\"switched\":true", "\"serving\":\"" + collection + "-g2\"", "\"missing\":0");
        assertThat(cli.run("search", "Partner number 7", "--limit", "1").out()).contains("res.partner 7");

        CliHarness.Result unnamed = cli.run("rollback");
        assertThat(unnamed.status()).isEqualTo(ExitCode.USAGE);
        assertThat(unnamed.err()).contains("'syncline rollback " + collection + "-g1' returns to");
        for (int time = 0; time < 2; time++) {
            CliHarness.Result back = cli.run("rollback", collection + "-g1", "--json");
            assertThat(back.status()).as(back.all()).isEqualTo(ExitCode.SUCCESS);
            assertThat(back.out()).contains("\"serving\":\"" + collection + "-g1\"");
            assertThat(cli.run("reindex", "--status").out()).contains("serving: " + collection + "-g1");
        }
        assertThat(cli.run("reindex", "--drop-old").out()).contains("Dropped " + collection + "-g2");
        assertThat(cli.run("rollback").status()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void collectionShouldServeOnlyIfItAnswersTheQuestions() throws IOException {
        cli.run("sync", PARTNERS);
        cli.file("questions.yaml", """
                questions:
                  - {ask: Partner number 7, answers: {res.partner: Partner number 7}}
                  - {ask: Who is in the second row?, answers: {res.partner: Partner number 8}, shows: second row}
                """);
        cli.file("missing.yaml", "questions: [{ask: who?, answers: {res.partner: 4711}}]");

        CliHarness.Result unknown =
                cli.run("reindex", "--all", "--force", "--questions", "missing.yaml", "--min-recall", "0.5");
        CliHarness.Result withoutLimit = cli.run("reindex", "--all", "--force", "--questions", "questions.yaml");

        assertThat(unknown.status()).as(unknown.all()).isEqualTo(ExitCode.USAGE);
        assertThat(withoutLimit.status()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("reindex", "--status").out()).as("nothing was built").doesNotContain("being built");

        for (int i = 13; i <= 60; i++) {
            odoo.database().create(PARTNERS, Map.of("name", "In the second row of partners " + i));
        }
        CliHarness.Result refused =
                cli.run("reindex", "--all", "--force", "--questions", "questions.yaml", "--min-recall", "0.9");

        assertThat(refused.status()).as(refused.all()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out())
                .containsPattern("all questions +2 +0.50")
                .contains(collection + "-g1 stays in use", "lower --min-recall");

        CliHarness.Result ungated = cli.run("reindex", "--all");

        assertThat(ungated.status()).as(ungated.all()).isEqualTo(ExitCode.USAGE);
        assertThat(ungated.err()).contains("being built with --questions questions.yaml --min-recall 0.9");
        assertThat(cli.run("reindex", "--status").out())
                .contains("'syncline reindex --all --questions questions.yaml --min-recall 0.9' resumes it")
                .contains("serving: " + collection + "-g1");

        CliHarness.Result admitted =
                cli.run("reindex", "--all", "--questions", "questions.yaml", "--min-recall", "0.5", "--json");

        assertThat(admitted.status()).as(admitted.all()).isEqualTo(ExitCode.SUCCESS);
        assertThat(admitted.out()).contains("\"switched\":true", "\"all_models\":{\"recall\":0.5,");
    }

    @Test
    void unfinishedCollectionShouldStayUntilItIsAbandoned() {
        cli.run("sync", PARTNERS);
        assertThat(cli.run("sync", "res.partner.category").status()).isEqualTo(ExitCode.SUCCESS);
        odoo.database().create("res.partner.category", Map.of("name", "Customers"));
        assertThat(cli.run("sync", "res.partner.category").status()).isEqualTo(ExitCode.SUCCESS);

        CliHarness.Result half = cli.run("reindex", PARTNERS, "--force");

        assertThat(half.status()).as(half.all()).isEqualTo(ExitCode.FAILED);
        assertThat(half.out())
                .contains("res.partner.category: 1 record serving, 0 in the new collection, 1 missing")
                .contains(collection + "-g1 stays in use");
        assertThat(cli.run("reindex", "--abandon").out()).contains("Dropped " + collection + "-g2");
        assertThat(cli.run("reindex", "--abandon").out()).contains("Nothing to drop");
    }

    @Test
    void reindexShouldBeRefusedWhenNothingCanBeSwitched() throws IOException {
        assertThat(cli.run("reindex").status()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("reindex", "--all", PARTNERS).status()).isEqualTo(ExitCode.USAGE);
        CliHarness.Result nothing = cli.run("reindex", "--all");
        assertThat(nothing.status()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("Run a sync first");
        cli.file("file.yaml", "source: {type: odoo, url: 'http://x', database: d, username: u, password: p}");

        CliHarness.Result file = cli.run("reindex", "--all", "--config", "file.yaml");

        assertThat(file.status()).isEqualTo(ExitCode.USAGE);
        assertThat(file.err()).contains("no index", "Run a sync first");
        assertThat(cli.run("reindex", "--all", "--unused-for", "7d").status()).isEqualTo(ExitCode.USAGE);
    }
}
