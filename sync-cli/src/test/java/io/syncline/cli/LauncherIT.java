package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.config.ConfigReader;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.testkit.postgres.PgvectorTestServer;
import io.syncline.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts what is shipped, the jars of the build, by the launcher: each type of the configuration, a whole sync, and a
 * type that a jar in {@code lib} adds.
 */
class LauncherIT {

    private static final int RECORDS = 20;

    private static LauncherTree tree;

    private static final String SINK_ON_A_SERVER = "sink qdrant";
    private static final String STATE_ON_A_SERVER = "state jdbc";

    @TempDir
    private Path directory;

    /** The first start makes the class-data archive, which takes longer than others. */
    @BeforeAll
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    static void createTree(@TempDir Path parent) throws Exception {
        tree = LauncherTree.in(parent.resolve("a tree"));
        assertThat(tree.run(parent, "--version").output()).contains("preparing fast starts", "syncline ");
    }

    private LauncherTree.Result succeed(String... arguments) throws Exception {
        LauncherTree.Result result = tree.run(directory, arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }

    private void configure(String more) throws IOException {
        Files.writeString(
                directory.resolve("syncline.yaml"),
                TestOdoo.config("http://127.0.0.1:1", TestOdoo.DATABASE, "password: p") + more);
    }

    static Stream<String> localTypes() {
        return Stream.of(
                "embedder: {type: onnx}",
                "embedder: {type: voyage, api-key: none}",
                "embedder: {type: gemini, api-key: none}",
                "embedder: {type: openai-compatible, base-url: 'http://127.0.0.1:1/v1', model: m, dimension: 8}",
                "sink: {type: sqlite, path: index.db}",
                "state: {type: file, path: state.json}",
                "state: {type: sqlite, path: state.db}");
    }

    @ParameterizedTest
    @MethodSource("localTypes")
    void eachTypeShouldStart(String section) throws Exception {
        configure(section + "\n");

        assertNothingSynced();
    }

    /** Those that the tests below start, and the source that all of them start. */
    @Test
    void noTypeShouldBeWithoutATest() {
        Stream<String> tested = Stream.concat(
                localTypes().map(section -> section.replaceFirst("(\\w+): \\{type: ([\\w-]+).*", "$1 $2")),
                Stream.of("source odoo", "source sql", "sink pgvector", SINK_ON_A_SERVER, STATE_ON_A_SERVER));
        Stream<String> declared = AdapterKind.ALL.stream()
                .flatMap(kind -> ConfigReader.adapters().ofKind(kind).stream()
                        .map(adapter -> kind.section() + " " + adapter.type()))
                .filter(type -> !type.equals("embedder letters"));
        assertThat(tested.toList()).containsExactlyInAnyOrderElementsOf(declared.toList());
    }

    /** Opens every adapter, and finds that the sink was never written. */
    private void assertNothingSynced() throws Exception {
        LauncherTree.Result status = tree.run(directory, "status");
        assertThat(status.status()).as(status.output()).isEqualTo(ExitCode.USAGE);
        assertThat(status.output()).contains("There is no index", "Run a sync to create it");
    }

    @Test
    void sinkOnAServerShouldStart() throws Exception {
        configure("sink: {type: qdrant, host: 127.0.0.1, port: 1}\n");

        LauncherTree.Result status = tree.run(directory, "status");
        assertThat(status.status()).as(status.output()).isEqualTo(ExitCode.FAILED);
        assertThat(status.output()).contains("error: ", "127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void jdbcStateShouldStart() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            configure("state: {type: jdbc, url: '%s', username: %s, password: %s}\n"
                    .formatted(postgres.url(), PostgresServer.USER, PostgresServer.PASSWORD));

            assertNothingSynced();
        }
    }

    @Test
    void trainingRunShouldGiveAnArchive() throws Exception {
        try (Stream<Path> files = Files.list(tree.target())) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("classes-.*\\.jsa")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.size(file)).isPositive());
        }
    }

    @Test
    void shippedCommandsShouldSyncCleanUpAndSearch() throws Exception {
        try (TestOdoo odoo = new TestOdoo(RECORDS)) {
            Files.writeString(directory.resolve("syncline.yaml"), odoo.config(""));

            assertThat(succeed("sync", TestOdoo.PARTNERS).output()).contains(RECORDS + " embedded");
            odoo.delete(1, 2);
            assertThat(succeed("sync", TestOdoo.PARTNERS, "--json").output())
                    .contains("\"records_embedded\":0", "\"success\":true");
            assertThat(succeed("cleanup", TestOdoo.PARTNERS).output()).contains("2 deleted");
            assertThat(succeed("search", "a partner in Leeds").output()).contains("Partner ");
            assertThat(succeed("status").output()).contains(TestOdoo.PARTNERS);
        }
    }

    @Test
    void mcpServerShouldSyncAndSearch() throws Exception {
        try (TestOdoo odoo = new TestOdoo(RECORDS)) {
            Files.writeString(directory.resolve("syncline.yaml"), odoo.config("models: {res.partner: {}}\n"));
            try (McpClient client = McpClient.start(tree.process(directory, "mcp")
                    .redirectError(directory.resolve("log").toFile()))) {
                assertThat(client.call("sync_model", Map.of("model_name", TestOdoo.PARTNERS, "wait_seconds", 45))
                                .get("records_embedded")
                                .asInt())
                        .isEqualTo(RECORDS);
                assertThat(client.call("search_records", Map.of("query", "a partner in Leeds"))
                                .toString())
                        .contains("Partner ");
                assertThat(client.end()).isZero();
            }
        }
    }

    @Test
    void tableShouldBeSynced() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (Connection shop = DriverManager.getConnection(url);
                Statement statement = shop.createStatement()) {
            statement.executeUpdate("CREATE TABLE products (id integer PRIMARY KEY, name text, updated_at timestamp)");
            statement.executeUpdate(
                    "INSERT INTO products VALUES (1, 'Desk lamp', CURRENT_TIMESTAMP), (2, 'Chair', NULL)");
        }
        Files.writeString(directory.resolve("syncline.yaml"), """
                source: {type: sql, url: '%s'}
                models: {products: {table: products, key: id, version: updated_at, fields: [name]}}
                """.formatted(url));

        assertThat(succeed("sync", "products").output()).contains("2 embedded");
        assertThat(succeed("search", "something to sit on").output()).contains("Chair");
    }

    @Test
    void tableShouldBeSyncedBetweenDatabases() throws Exception {
        PgvectorTestServer server = PgvectorTestServer.shared();
        String name = PgvectorTestServer.freshName();
        try (Connection shop = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = shop.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE " + name + " (id uuid PRIMARY KEY, name text, updated_at timestamptz)");
            statement.executeUpdate("INSERT INTO " + name + " VALUES (gen_random_uuid(), 'Desk lamp', now()),"
                    + " (gen_random_uuid(), 'Chair', now())");
            String login =
                    "url: '%s', username: %s, password: '%s'".formatted(server.url(), server.user(), server.password());
            Files.writeString(directory.resolve("syncline.yaml"), """
                    source: {type: sql, %1$s}
                    models: {products: {table: %2$s, key: id, version: updated_at, fields: [name]}}
                    sink: {type: pgvector, %1$s, collection: %2$s_vectors}
                    """.formatted(login, name));

            assertThat(succeed("sync", "products").output()).contains("2 embedded");
            statement.executeUpdate("UPDATE " + name + " SET name = 'Sofa', updated_at = now() WHERE name = 'Chair'");
            assertThat(succeed("sync", "products").output()).contains("1 embedded");
            statement.executeUpdate("DELETE FROM " + name + " WHERE name = 'Desk lamp'");
            assertThat(succeed("cleanup", "products", "--max-delete-share", "1").output())
                    .contains("1 deleted");
            assertThat(succeed("search", "something to sit on").output()).contains("Sofa");
            assertThat(succeed("verify", "products").output()).contains("in sync");
        }
    }

    @Test
    void typeOfAJarInLibShouldBeUsable() throws Exception {
        Path jar = tree.plugin("letters.jar");
        try (TestOdoo odoo = new TestOdoo(RECORDS)) {
            PluginJar.write(jar, name -> true);
            Files.writeString(directory.resolve("syncline.yaml"), odoo.config("embedder: {type: letters, size: 8}\n"));

            assertThat(succeed("sync", TestOdoo.PARTNERS).output()).contains(RECORDS + " embedded");
            assertThat(succeed("search", "a partner in Leeds").output()).contains("Partner ");
            succeed("init", "--config", "example.yaml");
            assertThat(directory.resolve("example.yaml"))
                    .content()
                    .contains("#   type: letters", "# Counts the letters of a text", "# numbers in a vector");
        } finally {
            Files.delete(jar);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: letters, size: 1} | syncline.yaml:8: 'embedder.size' must be at least 2, but is 1",
                "{type: letters, sise: 8} | syncline.yaml:8: unknown key 'embedder.sise'; did you mean 'size'?",
                "{type: leters} | not 'leters'; did you mean 'letters'?",
            })
    void mistakeInASectionOfAJarInLibShouldBeReported(String section, String message) throws Exception {
        Path jar = tree.plugin("letters.jar");
        try {
            PluginJar.write(jar, name -> true);
            configure("embedder: " + section + "\n");

            LauncherTree.Result result = tree.run(directory, "status");

            assertThat(result.status()).as(result.output()).isEqualTo(ExitCode.USAGE);
            assertThat(result.output()).contains("error: ", message).doesNotContain("\tat ");
        } finally {
            Files.delete(jar);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LettersAdapter", "LettersAdapter$Builder", "LettersEmbedder"})
    void jarInLibThatLacksAClassShouldBeReported(String missing) throws Exception {
        Path jar = tree.plugin("letters.jar");
        try {
            PluginJar.write(jar, name -> !name.equals(missing + ".class"));
            configure("embedder: {type: letters}\n");

            LauncherTree.Result result = tree.run(directory, "status");

            assertThat(result.status()).as(result.output()).isEqualTo(ExitCode.USAGE);
            assertThat(result.output())
                    .contains("error: ", missing, "class path")
                    .doesNotContain("\tat ");
        } finally {
            Files.delete(jar);
        }
    }
}
