package io.syncline.flink.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs of an Odoo server into a real Qdrant, submitted to a JobManager and two TaskManagers that are processes of their own. */
class ClusterSyncTest {

    private static final int PARTNERS = 2_000;

    @TempDir
    private static Path directory;

    private static ClusterWorld world;
    private static FlinkCluster cluster;
    private static Path jar;

    @BeforeAll
    static void start() throws IOException {
        world = ClusterWorld.of(PARTNERS);
        world.config(directory, "fetch-batch-size: 100");
        jar = ClusterFiles.jobJar(directory);
        cluster = FlinkCluster.start(2, false, world.secrets());
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
        world.close();
    }

    @Test
    void commandShouldSyncOnTheClusterAndReturnItsReport() {
        CommandLineRun first = sync("4", "--records-per-range", "200", "--full");

        assertThat(first.status()).as("%s%n%s", first, cluster.logs()).isZero();
        assertThat(first.json().path("outcome").asText()).isEqualTo("completed");
        assertThat(first.json().path("records_processed").asInt()).isEqualTo(PARTNERS);
        assertThat(cluster.taskManagers())
                .as("TaskManagers that took part")
                .allSatisfy(manager -> assertThat(manager.log()).contains("syncline " + ClusterWorld.MODEL));
        assertInSync();
        long requests = world.embeddings().requests();
        CommandLineRun second = sync("2");
        assertThat(second.json().path("records_embedded").asInt()).isZero();
        assertThat(world.embeddings().requests()).isEqualTo(requests);
    }

    @Test
    void exitStatusShouldBeThatOfASync() {
        CommandLineRun misspelt = command("flink", "sync", "res.partners", "--json");

        assertThat(misspelt.status()).as("%s", misspelt).isEqualTo(2);
        assertThat(misspelt.json().path("errors").toString()).contains("res.partners");
        assertThat(misspelt.json().path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void secretsShouldBeNowhereOnTheCluster() throws IOException {
        sync("1");

        List<String> found;
        try (Stream<Path> files = Files.walk(cluster.directory())) {
            found = files.filter(Files::isRegularFile)
                    .filter(file -> text(file).contains("M4RKER"))
                    .map(Path::toString)
                    .toList();
        }
        assertThat(found).as("files with a secret").isEmpty();
    }

    @Test
    void stoppedCommandShouldCancelTheJob() throws Exception {
        CommandLineRun.Stops stops = new CommandLineRun.Stops();
        Path slow = Files.createDirectory(directory.resolve("slow"));
        try (ClusterWorld other = ClusterWorld.of(3_000, Duration.ofMillis(300), Duration.ZERO)) {
            other.config(slow, "fetch-batch-size: 50\nfetch-concurrency: 1");
            String state = "jdbc";
            CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(() -> CommandLineRun.of(
                    slow,
                    other.secrets(),
                    stops,
                    words("flink", "sync", ClusterWorld.MODEL, "--json", "--cluster-config", literal(slow, other))));
            assertThat(state).isNotEmpty();
            await(() -> other.embeddings().requests() > 1);

            stops.send();

            CommandLineRun ended = run.get(3, TimeUnit.MINUTES);
            assertThat(ended.json().path("outcome").asText()).as("%s", ended).isEqualTo("cancelled");
            assertThat(ended.status()).isEqualTo(1);
        }
    }

    /** The variables of the cluster are those of the world of all tests, so this file has the values. */
    private static String literal(Path slow, ClusterWorld other) {
        String[] yaml = {other.yaml("fetch-batch-size: 50\nfetch-concurrency: 1")};
        other.secrets().forEach((name, value) -> yaml[0] = yaml[0].replace("${" + name + "}", value));
        try {
            return Files.writeString(slow.resolve("cluster.yaml"), yaml[0]).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void assertInSync() {
        CommandLineRun verified = CommandLineRun.of(directory, world.secrets(), "verify", ClusterWorld.MODEL, "--json");
        assertThat(verified.status()).as("%s", verified).isZero();
        CommandLineRun status = CommandLineRun.of(directory, world.secrets(), "status", ClusterWorld.MODEL, "--json");
        assertThat(status.json().findValue("records_stored").asInt())
                .as("%s", status)
                .isEqualTo(PARTNERS);
    }

    private static CommandLineRun sync(String parallelism, String... more) {
        String[] words = Stream.concat(
                        Stream.of("flink", "sync", ClusterWorld.MODEL, "--json", "--parallelism", parallelism),
                        Stream.of(more))
                .toArray(String[]::new);
        return command(words);
    }

    private static CommandLineRun command(String... words) {
        // the secrets are on the cluster, not here
        return CommandLineRun.of(directory, Map.of(), words(words));
    }

    private static String[] words(String... words) {
        return Stream.concat(
                        Stream.of(words), Stream.of("--jobmanager", cluster.address(), "--job-jar", jar.toString()))
                .toArray(String[]::new);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
