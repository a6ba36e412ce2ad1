package io.syncline.flink.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes of a cluster die or are paused during a sync. Each record is stored once all the same, with its content. {@code
 * -Dsyncline.kills=N} kills more of them.
 */
@Tag("nightly")
class ClusterKillTest {

    private static final int PARTNERS = 3_000;
    private static final int PAGE = 50;
    /** Of a TaskManager: two slots, each with pages that are read ahead, embedded or about to be stored. */
    private static final int IN_FLIGHT = 2 * 10 * PAGE;

    private static final long BOUND_SECONDS = 240;
    private static final int KILLS = Integer.getInteger("syncline.kills", 4);

    @TempDir
    private static Path directory;

    private static ClusterWorld world;
    private static FlinkCluster cluster;
    private static Path jar;

    private final Random random = new Random();

    @BeforeAll
    static void start() throws IOException {
        world = ClusterWorld.of(PARTNERS, Duration.ofMillis(200), Duration.ofMillis(250));
        jar = ClusterFiles.jobJar(directory);
        cluster = FlinkCluster.start(2, true, world.secrets());
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
        world.close();
    }

    private static IntStream killsOfTaskManagers() {
        return IntStream.rangeClosed(1, Math.max(1, Math.min(10, KILLS / 10)));
    }

    private static IntStream killsOfJobManagers() {
        return IntStream.rangeClosed(1, Math.max(1, Math.min(3, KILLS / 30)));
    }

    /** A sync into a collection of its own that has begun. */
    private static final class Begun {

        private final FlinkRun run;
        private final long embeddedBefore = world.embeddedTexts();
        private final CompletableFuture<CommandLineRun> ended;

        Begun(String name) {
            Path home = directory.resolve(name);
            world.config(home, "fetch-batch-size: " + PAGE + "\nfetch-concurrency: 1");
            run = new FlinkRun(cluster, world, jar, home);
            ended = CompletableFuture.supplyAsync(() -> run.sync("--parallelism", "2", "--records-per-range", "500"));
            await(() -> world.embeddedTexts() > embeddedBefore || ended.isDone());
            if (ended.isDone()) {
                throw new AssertionError(ended.join() + cluster.logs());
            }
        }

        CommandLineRun end() throws Exception {
            CommandLineRun result = ended.get(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(result.status()).as("%s%n%s", result, cluster.logs()).isZero();
            return result;
        }

        /** Texts that were embedded more than once. */
        long embeddedAgain() {
            return world.embeddedTexts() - embeddedBefore - PARTNERS;
        }

        void assertInSync() {
            CommandLineRun verified = run.locally("verify", ClusterWorld.MODEL, "--deep", "--json");
            assertThat(verified.status()).as("%s", verified).isZero();
            assertThat(verified.json().path("records_stored").asInt()).isEqualTo(PARTNERS);
        }
    }

    @ParameterizedTest
    @MethodSource("killsOfTaskManagers")
    void killedTaskManagerShouldCostWhatWasInFlight(int kill) throws Exception {
        cluster.awaitSlots(2 * FlinkCluster.SLOTS);
        Begun sync = new Begun("task-manager-" + kill);
        Waits.pause(Duration.ofMillis(random.nextInt(4_000)));

        busyTaskManager().kill();
        cluster.addTaskManager();

        sync.end();
        sync.assertInSync();
        assertThat(sync.embeddedAgain()).isLessThanOrEqualTo(IN_FLIGHT);
    }

    @ParameterizedTest
    @MethodSource("killsOfJobManagers")
    void killedJobManagerShouldBeReplacedByOneThatGoesOn(int kill) throws Exception {
        cluster.awaitSlots(2 * FlinkCluster.SLOTS);
        Begun sync = new Begun("job-manager-" + kill);
        Waits.pause(Duration.ofMillis(random.nextInt(4_000)));
        assertThat(cluster.filesWith("${ODOO_PASSWORD}"))
                .as("files with the job")
                .isNotEmpty();
        assertThat(cluster.filesWith("M4RKER")).as("files with a secret").isEmpty();

        cluster.jobManager().kill();
        cluster.startJobManager();

        sync.end();
        sync.assertInSync();
        assertThat(sync.embeddedAgain()).isLessThanOrEqualTo(2 * IN_FLIGHT);
    }

    @Test
    void pausedTaskManagerShouldOverwriteAndDeleteNothing() throws Exception {
        cluster.awaitSlots(2 * FlinkCluster.SLOTS);
        Begun sync = new Begun("paused");
        FlinkProcess paused = busyTaskManager();

        paused.signal("STOP");
        for (long id : List.of(1L, 700L, 1_500L, 2_999L)) {
            world.odoo().database().write(ClusterWorld.MODEL, id, Map.of("city", "York"));
        }
        cluster.addTaskManager();
        sync.end();
        // brings the changes that were made behind the readers
        CommandLineRun changes = sync.run.locally("sync", ClusterWorld.MODEL, "--json");
        assertThat(changes.status()).as("%s", changes).isZero();
        sync.assertInSync();
        int noticed = paused.log().length();
        paused.signal("CONT");

        await(() -> paused.log().length() > noticed || !paused.isAlive());
        cluster.awaitSlots(3 * FlinkCluster.SLOTS);
        sync.assertInSync();
    }

    /** One with a task of the sync that has not ended, by the log of Flink. */
    private static FlinkProcess busyTaskManager() {
        return cluster.taskManagers().stream()
                .filter(FlinkProcess::isAlive)
                .filter(FlinkProcess::isBusy)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No TaskManager works:\n" + cluster.logs()));
    }

    private static void await(BooleanSupplier condition) {
        Waits.until(Duration.ofSeconds(BOUND_SECONDS), condition, cluster::logs);
    }
}
