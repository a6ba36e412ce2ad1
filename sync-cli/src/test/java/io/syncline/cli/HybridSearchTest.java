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

/** Hybrid search by keywords and meaning where the sink supports it, and an error where it does not. */
class HybridSearchTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    /** By meaning, most of these words are nearer to other partners; the last word occurs in one partner only. */
    private static final String WORDS = "lantern lantern lantern brkt-4711";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(40);
    private final TestEmbedders embedders = new TestEmbedders();
    private final String collection = QdrantTestServer.freshName();
    private CliHarness cli;

    @BeforeEach
    void store() {
        odoo.database().write(PARTNERS, 33, Map.of("name", "Maker of brkt-4711"));
        cli = new CliHarness(directory);
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    @Test
    void conditionShouldLimitTheSearch() throws IOException {
        cli.file(
                "syncline.yaml",
                odoo.config("models: {res.partner: {fields: [name], payload: [name]}}\n" + embedders.section("small", 4)
                        + "sink: {type: sqlite, path: index.db}\n"));
        assertThat(cli.run("sync", PARTNERS).status()).isZero();

        Result found = cli.run("search", "anything", "--where", "name = 'Maker of brkt-4711'", "--json");
        assertThat(found.status()).as(found.all()).isZero();
        assertThat(found.out()).contains("\"record_id\":33,").containsOnlyOnce("record_id");
        assertThat(cli.run("search", "anything", "--where", "name = 'Maker of brkt-4711'", "--offset", "1")
                        .out())
                .startsWith("No hits");
        assertThat(cli.run("search", "anything", "--where", "name = Maker").all())
                .contains("--where", "Expected a text in single quotes", "character 8");
        assertThat(cli.run("search", "anything", "--where", "nmae = 'x'").all())
                .contains("'nmae'", "Stored fields include name");
    }

    private void configure(String sink) throws IOException {
        cli.file(
                "syncline.yaml",
                odoo.config("models: {res.partner: {fields: [name]}}\n" + embedders.section("small", 4) + sink));
    }

    private String qdrant(boolean hybrid) {
        QdrantTestServer server = QdrantTestServer.shared();
        return "sink: {type: qdrant, host: " + server.host() + ", port: " + server.port() + ", collection: "
                + collection + ", hybrid: " + hybrid + "}\n";
    }

    @Test
    void wordsShouldCountWhenTheSinkHasThem() throws IOException {
        configure(qdrant(true));
        assertThat(cli.run("sync", PARTNERS).status()).isZero();

        Result both = cli.run("search", WORDS, "--limit", "2", "--json");
        Result meaning = cli.run("search", WORDS, "--limit", "2", "--json", "--no-hybrid");

        assertThat(both.status()).as(both.all()).isZero();
        assertThat(both.out()).contains("\"hybrid\":true", "\"record_id\":33,");
        assertThat(meaning.out()).contains("\"hybrid\":false").doesNotContain("\"record_id\":33,");
        assertThat(cli.run("search", WORDS, "--hybrid", "--model", "res.country")
                        .out())
                .startsWith("No hits");
    }

    @Test
    void wordsShouldBeRefusedWhenTheCollectionHasNone() throws IOException {
        configure(qdrant(false));
        cli.run("sync", PARTNERS);

        Result refused = cli.run("search", WORDS, "--hybrid");

        assertThat(refused.status()).as(refused.all()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err())
                .contains("Collection " + collection + "-g1 stores no words")
                .doesNotContain("\tat ");
        assertThat(cli.run("search", WORDS).status()).isZero();
        configure(qdrant(true));
        Result switchedOn = cli.run("search", WORDS);
        assertThat(switchedOn.status()).as(switchedOn.all()).isEqualTo(ExitCode.USAGE);
        assertThat(switchedOn.err()).contains("hybrid search").doesNotContain("\tat ");
    }

    @Test
    void wordsShouldCountInAFileByDefault() throws IOException {
        configure("");
        assertThat(cli.run("sync", PARTNERS).status()).isZero();

        Result both = cli.run("search", WORDS, "--limit", "2", "--json");
        Result meaning = cli.run("search", WORDS, "--limit", "2", "--json", "--no-hybrid");
        Result lines = cli.run("search", WORDS, "--limit", "2");

        assertThat(both.status()).as(both.all()).isZero();
        assertThat(both.out()).contains("\"hybrid\":true", "\"record_id\":33,", "\"word_rank\":1,");
        assertThat(meaning.out())
                .contains("\"hybrid\":false", "\"meaning_rank\":1,", "\"word_rank\":null")
                .doesNotContain("\"record_id\":33,");
        assertThat(lines.out()).containsPattern("res.partner 33 .*words #1");
    }
}
