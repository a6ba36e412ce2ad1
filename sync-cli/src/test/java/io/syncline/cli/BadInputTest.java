package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.cli.output.Signals;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake results in one clear message and an exit status, and leaves no files that prevent a corrected run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String MODEL = TestOdoo.PARTNERS;

    private final TestOdoo odoo = new TestOdoo(3);

    private Path directory;
    private CliHarness cli;

    @BeforeEach
    void open(@TempDir Path fresh) {
        directory = fresh;
        cli = new CliHarness(fresh);
    }

    @AfterAll
    void close() {
        odoo.close();
    }

    private Result sync(String config) throws IOException {
        return cli.file("syncline.yaml", config).run("sync", MODEL);
    }

    /** One message at once and no stack trace; the corrected run succeeds. */
    private void assertOneMessage(Result result, int status, String... parts) throws IOException {
        assertThat(result.all()).doesNotContain("retrying");
        assertOneError(result, status, parts);
    }

    /** The same for what may pass, so that it is tried again for some seconds. */
    private void assertOneError(Result result, int status, String... parts) throws IOException {
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        assertThat(result.err().lines().filter(line -> line.contains("error: ")))
                .as(result.all())
                .singleElement()
                .asString()
                .contains(parts);
        assertThat(result.all()).doesNotContain("\tat ", "Exception");
        assertThat(sync(odoo.config("")).status()).as("after the correction").isZero();
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db"))).containsExactly(1, 2, 3);
    }

    @Test
    void wrongPasswordShouldBeReported() throws IOException {
        Result result = sync(TestOdoo.config(odoo.url(), TestOdoo.DATABASE, "password: wrong"));

        assertOneMessage(result, ExitCode.USAGE, "production", "bot", "password or API key");
    }

    @Test
    void unknownDatabaseShouldBeReported() throws IOException {
        Result result = sync(TestOdoo.config(odoo.url(), "nowhere", "password: p"));

        assertOneMessage(result, ExitCode.USAGE, "nowhere");
    }

    @Test
    void closedPortShouldBeReported() throws IOException {
        Result result = sync(TestOdoo.config("http://localhost:1", "x", "password: p"));

        assertOneError(result, ExitCode.FAILED, "no connection to localhost:1", "is the url right?");
    }

    @Test
    void unknownHostShouldBeReported() throws IOException {
        Result result = sync(TestOdoo.config("http://no-such-host.invalid", "x", "password: p"));

        assertOneError(result, ExitCode.FAILED, "host no-such-host.invalid cannot be resolved", "check the url");
    }

    @ParameterizedTest
    @CsvSource({"localhost:8069, http", "'ftp://localhost', http", "'http://', url"})
    void unusableUrlShouldBeReported(String url, String part) throws IOException {
        Result result = sync(TestOdoo.config("'" + url + "'", "x", "password: p"));

        assertOneMessage(result, ExitCode.USAGE, "syncline.yaml:3: 'source.url'", part);
    }

    @Test
    void unknownModelShouldBeReported() throws IOException {
        Result result = cli.file("syncline.yaml", odoo.config("")).run("sync", "res.patner");

        assertOneMessage(result, ExitCode.USAGE, "res.patner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"fields: [name, nmae]", "template: 'Name {nmae}'", "payload: [nmae]", "fields: [name, city.nmae]"})
    void unknownFieldShouldBeReported(String settings) throws IOException {
        Result result = sync(odoo.config("models: {res.partner: {" + settings + "}}\n"));

        assertOneMessage(result, ExitCode.USAGE, "nmae", "res.partner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`engine: {fetch-batch-size: many}`|`syncline.yaml:8: 'engine.fetch-batch-size' must be a whole number`",
                "`engine: {fetch-batch-sise: 5}`|`syncline.yaml:8: unknown key 'engine.fetch-batch-sise'`",
                "`engine: {lease-ttl: 99999999d}`|`syncline.yaml:8: 'engine.lease-ttl' must be at most`",
                "`engine: {overlap: 999999999999d}`|`syncline.yaml:8: 'engine.overlap' must be at most`",
                "`embedder: {type: voyage, api-key: k, price-per-million-tokens: 1e999999999}`|`'embedder.price-per-million-tokens' must be at most`",
                "`embedder: {type: openai-compatible, model: m, dimension: 3, deadline: 99999999d}`|`'embedder.deadline' must be at most`",
                "`models: {res.partner: {fields: &a [*a]}}`|`syncline.yaml:8: lists and sections must not contain themselves`",
                "`engine: {chunk-tokens: 8}`|`'engine.chunk-overlap-tokens' must be from 0 to 4, but is 64`",
                "`engine: {error-budget: +3}`|`'engine.error-budget' must be a whole number, not '+3'`",
                "`engine: {error-budget: \u0663}`|`'engine.error-budget' must be a whole number`",
                "`engine: {error-share: 0.5d}`|`'engine.error-share' must be a number such as 0.5, not '0.5d'`",
                "`sink: {type: sqlite, path: ~}`|`'sink.path' has no value`",
                "`sink: {type: sqlite, path: '${NOT_SET:-x}'}`|`gives NOT_SET a default that begins with '-'`",
                "`models: {res.partner: {template: '{name'}}`|`'models.res.partner.template' has a '{'`",
                "`models: {res.partner: {template: x}}`|`'models.res.partner.template' must name at least one field`",
                "`embedder: {type: openai-compatible, model: m, dimension: 3, max-tokens-per-request: 1}`|`'embedder.max-tokens-per-request' must be from 16`",
                "`embedder: {type: openai-compatible, model: m, dimension: 3, max-tokens-per-input: 8000, max-tokens-per-request: 20}`|`must not be less than 'max-tokens-per-input' (8000)`",
                "`sink: {type: sqlite, path: }`|`syncline.yaml:8: 'sink.path' has no value`",
                "`sink: {type: sqlite`|`not well-formed YAML`",
                "`sink: {type: qdrant, api-key: '${NOT_SET}'}`|`NOT_SET`",
            })
    void mistakeInTheFileShouldBeReportedWithItsLineAndLeaveNothing(String more, String message) throws IOException {
        Result result = sync(odoo.config(more));

        assertThat(directory.toFile().list()).containsExactly("syncline.yaml");
        assertOneMessage(result, ExitCode.USAGE, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync --limt 3 res.partner | Unknown option '--limt'. Did you mean '--limit'?",
                "sync --test-limit -1 res.partner | --test-limit must be positive, but is -1",
                "sync --max-cost abc res.partner | 'abc' is not a number such as 0.5",
                "explain res.partner --jsn | Unknown option '--jsn'. Did you mean '--json'?",
                "explain res.partner -x | '-x' looks like an option; put an id that begins with a hyphen in double quotes",
                "failures res.partner --limit 0 | --limit must be at least 1, but is 0",
                "sync --limit -1 res.partner | --limit must be positive, but is -1",
                "reindex --all --without 7 | '7' names no records; give them as res.partner:4711,4712",
                "cleanup res.partner --quarantine 99999999999d | --quarantine must be from a millisecond to ten years, but is 99999999999d",
            })
    void mistakeInTheCommandShouldBeReportedInItsWords(String command, String message) throws IOException {
        Result result = cli.file("syncline.yaml", odoo.config("")).run(command.split(" ", -1));

        assertOneMessage(result, ExitCode.USAGE, message);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 30_000})
    void deepNestingShouldBeReported(int depth) throws IOException {
        Result result = sync(odoo.config("models: " + "[".repeat(depth) + "]".repeat(depth)));

        assertOneMessage(result, ExitCode.USAGE, "syncline.yaml", "nested deeper than 50");
    }

    /** A name that no technical name looks like must be refused like any other, and close no link. */
    @ParameterizedTest
    @ValueSource(strings = {"e-mail", "n\u00e4me", "a b", "~"})
    void fieldWithAnUnusualNameShouldBeReported(String field) throws IOException {
        Result result = sync(odoo.config("models: {res.partner: {fields: [name, '" + field + "']}}\n"));

        assertOneMessage(result, ExitCode.USAGE, "has no field '" + field + "'", "res.partner");
    }

    @Test
    void mergedKeysShouldBeRead() throws IOException {
        Result result = sync(odoo.config("sink: {<<: {type: sqlite, path: merged.db}}"));

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(directory.resolve("merged.db")).exists();
    }

    @Test
    void missingFileShouldBeReported() throws IOException {
        assertOneMessage(cli.run("sync", MODEL), ExitCode.USAGE, "syncline.yaml", "syncline init");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sink: {type: sqlite, path: blocked/index.db}",
                "sink: {type: sqlite, path: folder}",
                "state: {type: file, path: blocked/state.json}",
                "state: {type: file, path: folder}",
                "state: {type: sqlite, path: blocked/state.db}",
            })
    void placeThatCannotBeWrittenShouldBeReported(String section) throws IOException {
        Files.writeString(directory.resolve("blocked"), "a file, where a directory should be");
        Files.createDirectory(directory.resolve("folder"));

        Result result = sync(odoo.config(section + "\n"));

        assertOneMessage(result, ExitCode.USAGE, section.replaceAll(".*path: ([^}]*)}", "$1"));
    }

    @Test
    void fileThatIsNotAnIndexShouldBeReportedAndNotChanged() throws IOException {
        cli.file(
                "notes.txt", "dear diary, today I wrote a file that is longer than a header of SQLite would be, truly");

        Result result = sync(odoo.config("sink: {type: sqlite, path: notes.txt}\n"));

        assertThat(directory.resolve("notes.txt")).content().startsWith("dear diary");
        assertOneMessage(result, ExitCode.USAGE, "notes.txt");
    }

    @Test
    void damagedStateShouldBeReportedAndNotChanged() throws IOException {
        cli.file("state.json", "{\"models\": {\"res.par");

        Result result = sync(odoo.config("state: {type: file, path: state.json}\n"));

        assertThat(directory.resolve("state.json")).content().isEqualTo("{\"models\": {\"res.par");
        assertOneMessage(result, ExitCode.USAGE, "state.json");
    }

    @Test
    void indexOfAnotherDimensionShouldBeReportedAndNotChanged() throws IOException {
        Path index = directory.resolve("other.db");
        try (VectorSink sink = SqliteStore.builder().path(index).build().vectorSink()) {
            sink.prepare(new SinkSchema(new EmbedderFingerprint("voyage", "voyage-4", 1024, "document")));
        }

        Result result = sync(odoo.config("sink: {type: sqlite, path: other.db}\n"));

        assertThat(IndexFiles.query(index, "SELECT dimension FROM embedder"))
                .extracting(row -> row.get("dimension"))
                .isEqualTo(List.of(1024));
        assertOneMessage(result, ExitCode.USAGE, "other.db", "1024", "384");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:1, no connection to localhost:1", "not a url, source"})
    void verboseShouldPrintStackTraces(String url, String message) throws IOException {
        cli.file("syncline.yaml", TestOdoo.config("'" + url + "'", "x", "password: p"));

        assertThat(cli.run("sync", MODEL, "--verbose").err()).contains(message, "\tat io.syncline.");
    }

    @Test
    void errorOfTheJvmShouldBeReportedInOneLine() throws IOException {
        cli.signals = new Signals() {
            @Override
            public <T> T during(Runnable stop, Callable<T> work) {
                throw new NoClassDefFoundError("com/example/Client");
            }
        };

        Result result = sync(odoo.config(""));

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err().lines())
                .contains("error: Internal error: NoClassDefFoundError: com/example/Client"
                        + " (run with --verbose for the stack trace)");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void jsonShouldHaveTheShapeOfAReportWhenTheConfigurationIsWrong() {
        Result result = cli.run("sync", MODEL, "--json");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"success\":false,")
                .contains(
                        "\"model_name\":\"res.partner\"", "\"records_processed\":0", "does not exist. Create one with");
    }

    @ParameterizedTest
    @CsvSource({
        "sync, MODEL",
        "sync res.partner --limit many, many",
        "sync res.partner --limit 0, positive",
        "sync res.partner --fulll, --full",
        "synk res.partner, sync",
        "sync not_a__model!, not_a__model!",
        "cleanup res.partner --max-delete-share 2, --max-delete-share",
        "search, QUERY",
        "verify, MODEL",
        "explain res.partner, ID",
        "explain res.partner -zero, -zero",
        "sources drop, NAME",
        "sources rename a, NEW",
    })
    void wrongUsageShouldBeReported(String line, String part) {
        Result result = cli.run(line.split(" "));

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("error: ", part).doesNotContain("\tat ");
        assertThat(directory).isEmptyDirectory();
    }
}
