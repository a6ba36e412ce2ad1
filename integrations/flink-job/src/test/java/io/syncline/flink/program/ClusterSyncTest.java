package io.syncline.flink.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.flink.JobJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs of an Odoo server into a real Qdrant, submitted to a JobManager and two TaskManagers that are processes of their own. */
class ClusterSyncTest {

    private static final int PARTNERS = 2_000;
    private static final String ENGINE = "fetch-batch-size: 100";
    private static final Duration BOUND = Duration.ofMinutes(4);

    @TempDir
    private static Path directory;

    private static ClusterWorld world;
    private static FlinkCluster cluster;
    private static Path jar;

    @BeforeAll
    static void start() throws IOException {
        world = ClusterWorld.of(PARTNERS);
        jar = ClusterFiles.jobJar(directory);
        cluster = FlinkCluster.start(2, false, world.secrets());
    }

    @AfterEach
    void atFullSpeed() {
        world.slowDown(Duration.ZERO);
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
        world.close();
    }

    /** A run into a collection of its own. */
    private static FlinkRun run(String name) {
        Path home = directory.resolve(name);
        world.config(home, ENGINE);
        return new FlinkRun(cluster, world, jar, home);
    }

    @Test
    void commandShouldSyncOnTheClusterAndReturnItsReport() {
        FlinkRun run = run("sync");

        CommandLineRun first = run.sync("--parallelism", "4", "--records-per-range", "200", "--full");

        assertThat(first.status()).as("%s%n%s", first, cluster.logs()).isZero();
        assertThat(first.json().path("outcome").asText()).isEqualTo("completed");
        assertThat(first.json().path("records_embedded").asInt()).isEqualTo(PARTNERS);
        assertThat(cluster.taskManagers())
                .as("TaskManagers that took part")
                .allSatisfy(manager -> assertThat(manager.log()).contains("syncline " + ClusterWorld.MODEL));
        assertThat(run.locally("verify", ClusterWorld.MODEL, "--json").status()).isZero();
        long requests = world.requests();
        CommandLineRun second = run.sync("--parallelism", "2");
        assertThat(second.status()).as("%s", second).isZero();
        assertThat(second.json().path("records_embedded").asInt()).isZero();
        assertThat(world.requests()).isEqualTo(requests);
        assertThat(cluster.filesWith("M4RKER")).as("files with a secret").isEmpty();
    }

    @Test
    @Tag("nightly")
    void modelThatDoesNotExistShouldEndAsASyncOfIt() {
        CommandLineRun misspelt = run("misspelt").on(new CommandLineRun.Stops(), "res.partners");

        assertThat(misspelt.status()).as("%s", misspelt).isEqualTo(2);
        assertThat(misspelt.json().path("errors").toString()).contains("res.partners");
        assertThat(misspelt.json().path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    @Tag("nightly")
    void variableThatTheClusterLacksShouldBeNamed() throws IOException {
        FlinkRun run = run("unset");
        Path config = run.directory().resolve("syncline.yaml");
        Files.writeString(config, Files.readString(config).replace("${EMBEDDING_KEY}", "${OTHER_KEY}"));

        CommandLineRun failed = run.sync();

        assertThat(failed.status()).as("%s", failed).isEqualTo(2);
        assertThat(failed.json().path("errors").toString()).contains("OTHER_KEY");
    }

    @Test
    @Tag("nightly")
    void adapterOfAPluginShouldWorkOnTheCluster() throws IOException {
        Path home = directory.resolve("plugin");
        Path config = world.config(home, ENGINE, "type: lengths\nsize: 16\n");

        try (JobJar added = FlinkRun.withPlugin(jar, ClusterFiles.plugin(directory))) {
            CommandLineRun run = new FlinkRun(cluster, world, added.file(), home)
                    .sync("--parallelism", "2", "--cluster-config", config.toString());

            assertThat(run.status()).as("%s%n%s", run, cluster.logs()).isZero();
            assertThat(run.json().path("records_embedded").asInt()).isEqualTo(PARTNERS);
        }
    }

    @Test
    @Tag("nightly")
    void newCollectionThatTheClusterHasFilledShouldServeAfterAReindex() throws IOException {
        FlinkRun run = run("reindex");
        assertThat(run.sync("--parallelism", "2").status()).isZero();
        Path config = run.directory().resolve("syncline.yaml");
        Files.writeString(config, Files.readString(config).replace("model: test", "model: other"));
        long before = world.embeddedTexts();

        CommandLineRun filled = run.sync("--parallelism", "4", "--records-per-range", "200", "--new-collection");

        assertThat(filled.status()).as("%s%n%s", filled, cluster.logs()).isZero();
        assertThat(filled.json().path("records_embedded").asInt()).isEqualTo(PARTNERS);
        CommandLineRun reindexed = run.locally("reindex", ClusterWorld.MODEL, "--json");
        assertThat(reindexed.status()).as("%s", reindexed).isZero();
        assertThat(reindexed.json().path("switched").asBoolean()).isTrue();
        assertThat(world.embeddedTexts() - before)
                .as("embedded by cluster and command")
                .isEqualTo(PARTNERS);
        assertThat(run.locally("verify", ClusterWorld.MODEL, "--json").status()).isZero();
    }

    @Test
    @Tag("nightly")
    void stoppedCommandShouldCancelTheJobAndAnotherOneShouldResume() throws Exception {
        FlinkRun run = run("stopped");
        CommandLineRun.Stops stops = new CommandLineRun.Stops();
        long before = world.requests();
        world.slowDown(Duration.ofMillis(500));
        CompletableFuture<CommandLineRun> running =
                CompletableFuture.supplyAsync(() -> run.sync(stops, "--records-per-range", "200"));
        Waits.until(BOUND, () -> world.requests() >= before + 2 || running.isDone(), cluster::logs);

        stops.send();

        CommandLineRun ended = running.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended.json().path("outcome").asText())
                .as("%s%n%s", ended, cluster.logs())
                .isEqualTo("cancelled");
        assertThat(ended.status()).isEqualTo(1);
        world.slowDown(Duration.ZERO);
        long embedded = world.embeddedTexts();
        awaitEndOfLease(run);
        CommandLineRun resumed = run.sync();
        assertThat(resumed.status()).as("%s", resumed).isZero();
        assertThat(world.embeddedTexts() - embedded).isLessThan(PARTNERS);
        assertThat(run.locally("verify", ClusterWorld.MODEL, "--json").status()).isZero();
    }

    /** A coordinator whose job is cancelled holds its lease until the grants of its workers have ended. */
    private static void awaitEndOfLease(FlinkRun run) {
        Waits.until(
                BOUND,
                () -> !run.locally("status", ClusterWorld.MODEL, "--json")
                        .json()
                        .findPath("active_run")
                        .isObject(),
                cluster::logs);
    }
}
