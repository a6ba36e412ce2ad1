package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "init",
                "sync",
                "plan",
                "cleanup",
                "verify",
                "explain",
                "status",
                "failures",
                "search",
                "reindex",
                "rollback"
            })
    void helpOfACommandShouldNeedNothingElse(String command) {
        CliHarness.Result result = new CliHarness(directory).run(command, "--help");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out()).contains("Usage: syncline " + command);
        assertThat(result.err()).isEmpty();
    }
}
