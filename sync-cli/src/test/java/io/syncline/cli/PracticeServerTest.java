package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.cli.output.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void peopleOfTheServerShouldFindWhatTheyMayRead() {
        Map<String, Result> found = new HashMap<>();
        CliHarness cli = new CliHarness(directory);
        cli.signals = new Signals() {
            @Override
            public <T> T during(Runnable stop, Callable<T> work) throws Exception {
                String config = ".syncline/demo/syncline.yaml";
                found.put(
                        "sync", new CliHarness(directory).run("sync", "crm.lead", "--limit", "40", "--config", config));
                found.put("all", search(config));
                for (String person : List.of("anna", "ben")) {
                    found.put(person, search(config, "--as", person));
                }
                stop.run();
                return work.call();
            }
        };

        assertThat(cli.run("demo", "--keep").status()).isZero();

        found.forEach((who, result) ->
                assertThat(result.status()).as(who + result.all()).isZero());
        int all = hits(found.get("all"));
        assertThat(hits(found.get("anna"))).isPositive().isLessThan(all);
        assertThat(hits(found.get("ben"))).isZero();
    }

    private Result search(String config, String... options) {
        List<String> words =
                new ArrayList<>(List.of("search", "order", "--limit", "100", "--json", "--config", config));
        words.addAll(List.of(options));
        return new CliHarness(directory).run(words.toArray(String[]::new));
    }

    private static int hits(Result result) {
        return result.out().split("\"record_id\"", -1).length - 1;
    }
}
