package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "sync --version"})
    void versionShouldBeTold(String words) {
        CliHarness.Result result = new CliHarness(directory).run(words.split(" ", -1));

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("syncline ", "Java " + Runtime.version());
    }

    @Test
    void helpShouldListAllCommandsAndTheStatuses() {
        CliHarness.Result result = new CliHarness(directory).run("--help");

        assertThat(result.out())
                .contains("sync, transfer", "rollback", "--config=FILE", "--quiet", "Exit status: 0 success");
    }
}
