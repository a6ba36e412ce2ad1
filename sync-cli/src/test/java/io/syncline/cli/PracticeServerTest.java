package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.cli.output.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeServerTest {

    @TempDir
    Path directory;

    @Test
    void serverShouldAnswerOtherCommandsUntilItIsStopped() {
        List<Result> others = new ArrayList<>();
        CliHarness cli = new CliHarness(directory);
        cli.signals = new Signals() {
            @Override
            public <T> T during(Runnable stop, Callable<T> work) throws Exception {
                others.add(new CliHarness(directory)
                        .run("plan", "res.partner", "--limit", "3", "--config", ".syncline/demo/syncline.yaml"));
                stop.run();
                return work.call();
            }
        };

        Result served = cli.run("demo", "--keep");

        assertThat(served.status()).as(served.all()).isZero();
        assertThat(served.out())
                .contains("until Ctrl-C", "./syncline sync res.partner", "./syncline verify res.partner");
        assertThat(others)
                .singleElement()
                .satisfies(other -> assertThat(other.status()).as(other.all()).isZero());
    }
}
