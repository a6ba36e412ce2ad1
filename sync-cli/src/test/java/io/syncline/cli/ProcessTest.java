package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as a process of its own, beside others, stopped and killed. */
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

    private Process start() throws IOException {
        return start("sync", TestOdoo.PARTNERS);
    }

    private Process start(String... command) throws IOException {
        return cli.process(System.getProperty("java.class.path"), command)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static String readUntil(BufferedReader lines, String part) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(part)) {
                return seen.toString();
            }
        }
        throw new AssertionError("The process never said '" + part + "', but: " + seen);
    }

    private static String rest(BufferedReader lines) {
        return lines.lines().collect(Collectors.joining("\n"));
    }

    /** A process tells others how far it is with each heartbeat. */
    private Result awaitProgress(Process process) {
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
    void signalShouldLetARunFinishWhatIsUnderWayAndSaveIt(String name, int status) throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(2 * PAGE);
        Process process = start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            gate.awaitReached();
            awaitProgress(process);
            signal(process, name);

            String said = readUntil(err, "Run the same command again to go on from there");
            gate.release();
            assertThat(said).contains("Stopping");
            assertThat(rest(err))
                    .as("what is logged while the process ends")
                    .contains("Sync of res.partner cancelled after ");
            assertThat(process.waitFor()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(directory.resolve("out.txt")))
                .contains("full sync stopped after", "run the same command again to go on from there");

        Result next = cli.run("sync", TestOdoo.PARTNERS);

        assertThat(next.status()).isZero();
        assertThat(next.out()).contains("went on from where an unfinished run had stopped");
        assertComplete();
    }

    @Test
    void signalShouldEndTheDemoWithoutAnError() throws Exception {
        Process process = start("demo");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            readUntil(err, "Fetched batch");
            signal(process, "TERM");

            assertThat(rest(err))
                    .contains("Stopping", "cancelled after ")
                    .doesNotContain("Shutdown in progress", "should not have happened");
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nextRunShouldCompleteWhatAKilledOneBegan() throws Exception {
        leaseOf("3s");
        TestOdoo.Gate gate = odoo.haltAfter(3 * PAGE);
        Process process = start();
        gate.awaitReached();
        signal(process, "KILL");
        process.waitFor();
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
        Process process = start();
        try {
            gate.awaitReached();

            Result status = awaitProgress(process);
            Result here = cli.run("sync", TestOdoo.PARTNERS);
            Result cleanup = cli.run("cleanup", TestOdoo.PARTNERS);
            gate.release();

            assertThat(here.status()).isEqualTo(ExitCode.IN_PROGRESS);
            assertThat(here.err()).contains("Sync already in progress for res.partner, started ", "% done (");
            assertThat(status.out()).contains("sync in progress for ", "/120 records, by ");
            assertThat(cleanup.status()).isEqualTo(ExitCode.IN_PROGRESS);
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertComplete();
    }
}
