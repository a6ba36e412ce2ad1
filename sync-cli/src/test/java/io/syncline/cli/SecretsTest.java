package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.odoo.testserver.OdooReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and keys are sent only to their server, and never printed, logged or stored. */
class SecretsTest {

    private static final String MARKER = "M4RKER";

    /** All log records of Syncline and of the libraries that send the secrets. */
    private static final List<Logger> LOGGERS = Stream.of(
                    "io.syncline",
                    "io.syncline.core",
                    "io.syncline.odoo",
                    "org.apache",
                    "io.grpc",
                    "org.postgresql",
                    "jdk")
            .map(Logger::getLogger)
            .toList();

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(5);
    private final Everything everything = new Everything();
    private CliHarness cli;

    @BeforeEach
    void listen() {
        cli = new CliHarness(directory);
        LOGGERS.forEach(logger -> {
            logger.addHandler(everything);
            logger.setLevel(Level.ALL);
        });
    }

    @AfterEach
    void close() {
        LOGGERS.forEach(logger -> {
            logger.removeHandler(everything);
            logger.setLevel(null);
        });
        odoo.close();
    }

    private Result run(String config, String... command) throws IOException {
        Result result = cli.file("syncline.yaml", config).run(command);
        assertThat(result.all()).doesNotContain(MARKER);
        assertThat(everything.lines).allSatisfy(line -> assertThat(line).doesNotContain(MARKER));
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"password: " + TestOdoo.PASSWORD, "api-key: " + TestOdoo.API_KEY})
    void succeedingRunsShouldPrintNoSecret(String credential) throws IOException {
        String config = TestOdoo.config(odoo.url(), TestOdoo.DATABASE, credential);

        assertThat(run(config, "sync", TestOdoo.PARTNERS, "--verbose").status()).isZero();
        run(config, "cleanup", TestOdoo.PARTNERS, "--verbose", "--json");
        run(config, "status", "--verbose", "--json");
        run(config, "search", "partner", "--verbose");

        assertThat(everything.lines).as("there was something to hear").isNotEmpty();
        assertThat(written())
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(content(file)).as(file.toString()).doesNotContain(MARKER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: M4RKER-wrong",
                "api-key: M4RKER-wrong",
                "password: [M4RKER-wrong]",
                "pasword: M4RKER-wrong",
                "password: ${M4RKER-wrong",
            })
    void refusedSecretShouldNotBePrinted(String credential) throws IOException {
        String config = TestOdoo.config(odoo.url(), TestOdoo.DATABASE, credential);

        assertThat(run(config, "sync", TestOdoo.PARTNERS, "--verbose").status()).isEqualTo(ExitCode.USAGE);
        assertThat(run(config, "sync", TestOdoo.PARTNERS, "--json").status()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void secretShouldNotBePrintedWhenTheServerRepeatsIt() throws IOException {
        odoo.answerAll(new OdooReply.Fault(1, "ValueError: bad call (production, 2, " + TestOdoo.PASSWORD + ")"));

        run(odoo.config(""), "sync", TestOdoo.PARTNERS, "--verbose");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sink: {type: qdrant, host: localhost, port: 1, api-key: M4RKER-qdrant}",
                "sink: {type: qdrant, host: 'not:a host', api-key: M4RKER-qdrant, tls: true}",
                "state: {type: jdbc, url: 'jdbc:postgresql://localhost:1/x?password=M4RKER-url'}",
                "state: {type: jdbc, url: 'jdbc:postgresql://u:M4RKER-user@localhost:1/x'}",
                "state: {type: jdbc, url: 'jdbc:postgresql://M4RKER-user@localhost:1/x?ssl=true'}",
                "state: {type: jdbc, url: 'jdbc:postgresql://localhost:1/x?ssl=true&sslPassword=M4RKER-key'}",
                "sink: {type: qdrant, host: 'http://M4RKER-host@x'}",
                "sink: {type: qdrant, host: 'M4RKER-host@x'}",
                "state: {type: jdbc, url: 'jdbc:postgresql://localhost:1/x', username: u, password: M4RKER-jdbc}",
                "state: {type: jdbc, url: 'jdbc:mysql://u:M4RKER-jdbc@localhost/x'}",
                "embedder: {type: voyage, api-key: M4RKER-voyage, base-url: 'http://localhost:1'}",
            })
    void secretShouldNotBePrintedWhenTheServerIsUnreachable(String section) throws IOException {
        Result result = run(
                odoo.config(section + "\nengine: {retry: {give-up-after: 0}}\n"),
                "sync",
                TestOdoo.PARTNERS,
                "--verbose");

        assertThat(result.status()).isBetween(ExitCode.FAILED, ExitCode.USAGE);
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("syncline.yaml"))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Stores each record with its message, arguments and stack trace. */
    private static final class Everything extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            StringBuilder line = new StringBuilder(String.valueOf(logged.getMessage()));
            if (logged.getParameters() != null) {
                Stream.of(logged.getParameters()).forEach(line::append);
            }
            for (Throwable cause = logged.getThrown(); cause != null; cause = cause.getCause()) {
                line.append(cause);
            }
            lines.add(line.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
