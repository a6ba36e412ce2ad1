package io.syncline.flink.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a cluster die or are paused during a sync. Each record is stored once all the same, with its content. */
class ClusterKillTest {

    private static final int PARTNERS = 3_000;
    private static final int PAGE = 50;
    /** With one page each. */
    private static final int REQUESTS = PARTNERS / PAGE;

    private static final long BOUND_SECONDS = 280;

    private final Random random = new Random();

    @TempDir
    private Path directory;

    private ClusterWorld world;
    private FlinkCluster cluster;
    private Path jar;
    private CompletableFuture<CommandLineRun> run;

    @BeforeEach
    void start() throws IOException {
        world = ClusterWorld.of(PARTNERS, Duration.ofMillis(200), Duration.ofMillis(250));
        world.config(directory, "fetch-batch-size: " + PAGE + "\nfetch-concurrency: 1");
        jar = ClusterFiles.jobJar(directory);
        cluster = FlinkCluster.start(2, true, world.secrets());
        run = CompletableFuture.supplyAsync(() -> CommandLineRun.of(
                directory,
                Map.of(),
                "flink",
                "sync",
                ClusterWorld.MODEL,
                "--json",
                "--parallelism",
                "2",
                "--records-per-range",
                "500",
                "--jobmanager",
                cluster.address(),
                "--job-jar",
                jar.toString()));
        awaitRequests(3);
    }

    @AfterEach
    void end() {
        cluster.close();
        world.close();
    }

    @Test
    void killedTaskManagerShouldCostItsRangesOnly() throws Exception {
        killTaskManager();
    }

    @Tag("nightly")
    @RepeatedTest(10)
    void taskManagerMayDieAtAnyInstant() throws Exception {
        killTaskManager();
    }

    private void killTaskManager() throws Exception {
        waitForAnyInstant(4_000);
        busyTaskManager().kill();
        cluster.addTaskManager();

        assertStoredOnce();
        // what was stored is found unchanged, so only what was in flight is embedded again
        assertThat(world.embeddings().requests()).isLessThan(REQUESTS + 20L);
    }

    @Test
    void killedJobManagerShouldBeReplacedByOneThatGoesOn() throws Exception {
        killJobManager();
    }

    @Tag("nightly")
    @RepeatedTest(3)
    void jobManagerMayDieAtAnyInstant() throws Exception {
        killJobManager();
    }

    private void killJobManager() throws Exception {
        waitForAnyInstant(4_000);
        cluster.jobManager().kill();
        cluster.startJobManager();

        assertStoredOnce();
        assertThat(world.embeddings().requests()).isLessThan(REQUESTS + 40L);
    }

    @Test
    void pausedTaskManagerShouldOverwriteAndDeleteNothing() throws Exception {
        FlinkProcess paused = busyTaskManager();
        paused.signal("STOP");
        for (long id : new long[] {1, 700, 1_500, 2_999}) {
            world.odoo().database().write(ClusterWorld.MODEL, id, Map.of("city", "York"));
        }
        cluster.addTaskManager();
        CommandLineRun ended = run.get(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(ended.status()).as("%s%n%s", ended, cluster.logs()).isZero();
        // brings the changes that were made behind the readers
        assertThat(command("sync", ClusterWorld.MODEL, "--json").status()).isZero();
        assertInSync();

        paused.signal("CONT");
        awaitLine(paused, "another worker gets the range");

        assertInSync();
    }

    /** Any that works: both have slots, and the job has two. */
    private FlinkProcess busyTaskManager() {
        return cluster.taskManagers().stream()
                .filter(manager -> manager.log().contains("syncline " + ClusterWorld.MODEL))
                .findFirst()
                .orElseThrow();
    }

    private void waitForAnyInstant(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(millis)));
    }

    private void assertStoredOnce() throws Exception {
        CommandLineRun ended = run.get(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(ended.status()).as("%s%n%s", ended, cluster.logs()).isZero();
        assertInSync();
    }

    private void assertInSync() {
        CommandLineRun verified = command("verify", ClusterWorld.MODEL, "--json");
        assertThat(verified.status()).as("%s", verified).isZero();
        assertThat(command("status", ClusterWorld.MODEL, "--json")
                        .json()
                        .findValue("records_stored")
                        .asInt())
                .isEqualTo(PARTNERS);
    }

    private CommandLineRun command(String... words) {
        return CommandLineRun.of(directory, world.secrets(), words);
    }

    private void awaitRequests(long requests) {
        while (world.embeddings().requests() < requests && !run.isDone()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        if (run.isDone()) {
            throw new AssertionError(run.join() + cluster.logs());
        }
    }

    private static void awaitLine(FlinkProcess process, String part) {
        while (!process.log().contains(part)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
