package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts what is shipped, the jars of the build, by the launcher: each type of the configuration, and a whole sync. */
class LauncherIT {

    private static final int RECORDS = 20;

    @TempDir
    private static Path root;

    @TempDir
    private Path directory;

    /** A tree without sources, so that the launcher has nothing to build. */
    @BeforeAll
    static void linkBuild() throws IOException {
        Files.copy(Path.of("..", "syncline"), root.resolve("syncline"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(root.resolve("sync-cli"));
        Files.createSymbolicLink(
                root.resolve("sync-cli/target"), Path.of("target").toRealPath());
    }

    private record Result(int status, String output) {}

    private Result launch(String... arguments) throws Exception {
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(root.resolve("syncline").toString()).directory(directory.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("SYNCLINE_OPTS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = Processes.await(builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        return new Result(status, Files.readString(output));
    }

    private Result succeed(String... arguments) throws Exception {
        Result result = launch(arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }

    private void configure(String more) throws IOException {
        Files.writeString(
                directory.resolve("syncline.yaml"),
                TestOdoo.config("http://127.0.0.1:1", TestOdoo.DATABASE, "password: p") + more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedder: {type: onnx}",
                "embedder: {type: voyage, api-key: none}",
                "embedder: {type: openai-compatible, base-url: 'http://127.0.0.1:1/v1', model: m, dimension: 8}",
                "sink: {type: sqlite, path: index.db}",
                "sink: {type: qdrant, host: 127.0.0.1, port: 1}",
                "state: {type: file, path: state.json}",
                "state: {type: sqlite, path: state.db}",
            })
    void eachTypeShouldStart(String section) throws Exception {
        configure(section + "\n");

        assertThat(succeed("status").output()).contains("No model has been synced yet");
    }

    @Test
    void jdbcStateShouldStart() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            configure("state: {type: jdbc, url: '" + postgres.getJdbcUrl("postgres", "postgres") + "'}\n");

            assertThat(succeed("status").output()).contains("No model has been synced yet");
        }
    }

    @Test
    void trainingRunShouldGiveAnArchive() throws Exception {
        succeed("--version");

        try (Stream<Path> files = Files.list(root.resolve("sync-cli/target"))) {
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
}
