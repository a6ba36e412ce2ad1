package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as a process of its own: concurrent with others, stopped by signals, killed. */
class ProcessTest {

    private static final int RECORDS = 120;
    private static final int PAGE = 20;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(RECORDS);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        cli = new CliHarness(directory);
        leaseOf("60s");
    }

    private void leaseOf(String time) throws IOException {
        String engine = "engine: {fetch-batch-size: " + PAGE + ", embed-batch-size: " + PAGE
                + ", checkpoint-interval: 50ms, lease-ttl: " + time + "}\n";
        cli.file("syncline.yaml", odoo.config(engine));
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    private CliProcess start() throws IOException {
        return start("sync", TestOdoo.PARTNERS);
    }

    private CliProcess start(String... command) throws IOException {
        return CliProcess.start(cli.process(System.getProperty("java.class.path"), command)
                .redirectOutput(directory.resolve("out.txt").toFile()));
    }

    /** A run publishes its progress with each heartbeat. */
    private Result awaitProgress(CliProcess process) {
        Result status = cli.run("status");
        while (process.isAlive()
                && !status.out().matches("(?s).* [1-9][0-9]*%, [0-9]+/" + RECORDS + " records, by .*")) {
            status = cli.run("status");
        }
        return status;
    }

    private void assertComplete() {
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db")))
                .extracting(id -> ((Number) id).longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RECORDS).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void signalShouldLetARunFinishCallsInFlightAndSaveItsProgress(String name, int status) throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(2 * PAGE);
        try (CliProcess process = start()) {
            gate.awaitReached();
            awaitProgress(process);
            process.signal(name);

            String announcement = process.readUntil("Run the same command again to resume");
            gate.release();
            assertThat(announcement).contains("Stopping");
            assertThat(process.readRest())
                    .as("log while the process ends")
                    .contains("Sync of res.partner cancelled after ");
            assertThat(process.await()).isEqualTo(status);
        }
        assertThat(Files.readString(directory.resolve("out.txt")))
                .contains("full sync stopped after", "run the same command again to resume");

        Result next = cli.run("sync", TestOdoo.PARTNERS);

        assertThat(next.status()).isZero();
        assertThat(next.out()).contains("resumed an unfinished run");
        assertComplete();
    }

    /** Ctrl-C during the first start reaches Java too. It must not wait for the longest time that a command may take. */
    @Test
    void signalShouldEndTheTrainingRun() throws Exception {
        ProcessBuilder builder = cli.process(System.getProperty("java.class.path"));
        List<String> command = builder.command();
        int main = command.indexOf(Main.class.getName());
        command.set(main, TrainingRun.class.getName());
        command.add(main, "-Xlog:class+load=info:stderr");
        try (CliProcess training = CliProcess.start(builder)) {
            training.readUntil("io.syncline.core.internal.pipeline.WriteStage ");
            training.signal("INT");

            assertThat(training.readRest()).doesNotContain("Not stopped within");
            assertThat(training.await()).isEqualTo(130);
        }
    }

    /** A launcher that is killed cannot end the training run that it waits for. */
    @Test
    void trainingRunShouldEndWithItsParent() throws Exception {
        ProcessBuilder builder = cli.process(System.getProperty("java.class.path"));
        List<String> command = builder.command();
        int main = command.indexOf(Main.class.getName());
        command.set(main, TrainingRun.class.getName());
        command.add(main, "-Xlog:class+load=info:stderr");
        command.addAll(0, List.of("bash", "-c", "\"$@\"; exit 0", "launcher"));
        try (CliProcess launcher = CliProcess.start(builder)) {
            launcher.readUntil("io.syncline.core.internal.pipeline.WriteStage ");
            List<ProcessHandle> children = launcher.process().children().toList();

            launcher.signal("KILL");

            assertThat(children).hasSize(1);
            for (ProcessHandle child : children) {
                child.onExit().get(Processes.BOUND_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void signalShouldEndTheDemoWithoutAnError() throws Exception {
        try (CliProcess process = start("demo")) {
            process.readUntil("Fetched batch");
            process.signal("TERM");

            assertThat(process.readRest())
                    .contains("Stopping", "cancelled after ")
                    .doesNotContain("Shutdown in progress", "Internal error");
            assertThat(process.await()).isEqualTo(143);
        }
    }

    @Test
    void nextRunShouldCompleteWhatAKilledOneBegan() throws Exception {
        leaseOf("3s");
        TestOdoo.Gate gate = odoo.haltAfter(3 * PAGE);
        try (CliProcess process = start()) {
            gate.awaitReached();
            process.signal("KILL");
            process.await();
        }
        gate.release();

        Result next = cli.run("sync", TestOdoo.PARTNERS);
        while (next.status() == ExitCode.IN_PROGRESS) {
            // The lease of the dead process holds for its last seconds.
            next = cli.run("sync", TestOdoo.PARTNERS);
        }

        assertThat(next.status()).as(next.all()).isZero();
        assertComplete();
    }

    @Test
    void secondProcessShouldBeRefusedWhileTheFirstOneRuns() throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(3 * PAGE);
        try (CliProcess process = start()) {
            gate.awaitReached();

            Result status = awaitProgress(process);
            Result here = cli.run("sync", TestOdoo.PARTNERS);
            Result cleanup = cli.run("cleanup", TestOdoo.PARTNERS);
            gate.release();

            assertThat(here.status()).isEqualTo(ExitCode.IN_PROGRESS);
            assertThat(here.err()).contains("Sync already in progress for res.partner, started ", "% done (");
            assertThat(status.out()).contains("sync in progress for ", "/120 records, by ");
            assertThat(cleanup.status()).isEqualTo(ExitCode.IN_PROGRESS);
            assertThat(process.await()).isZero();
        }
        assertComplete();
    }
}
