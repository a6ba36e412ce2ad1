package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that cannot be written, for example since the disk is full, is no success. */
class UnwritableOutputTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private static final class NoSignals implements Signals {
        @Override
        public <T> T during(Runnable stop, Callable<T> work) throws Exception {
            return work.call();
        }
    }

    private int run(String... command) {
        return Main.run(
                command,
                new Shell(
                        InputStream.nullInputStream(),
                        new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        Screen.NONE,
                        Map.of(),
                        directory,
                        Clock.systemUTC(),
                        new NoSignals()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "sync --help", "init --config new.yaml --json"})
    void resultThatCannotBeWrittenShouldBeAFailure(String command) throws IOException {
        Files.writeString(
                directory.resolve("syncline.yaml"), TestOdoo.config("http://localhost:1", "x", "password: p"));

        assertThat(run(command.split(" ", -1))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: ", "standard output cannot be written");
    }

    @Test
    void statusOfAFailureShouldStay() {
        assertThat(run("status", "--json")).isEqualTo(ExitCode.USAGE);
    }
}
