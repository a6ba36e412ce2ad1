package io.syncline.flink.program;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures how a sync gets faster with more workers: with latencies that a machine of its own does not have to work for, so that
 * it shows what the division of the work costs. Arguments: the number of records, then the parallelisms.
 *
 * <p>A worker reads one page of 32 records in 200 ms, and a request for their vectors takes 250 ms, so it gets through 160
 * records a second.
 */
final class ClusterScaling {

    private static final Duration PAGE = Duration.ofMillis(200);
    private static final Duration EMBEDDING = Duration.ofMillis(250);

    private ClusterScaling() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        int records = Integer.parseInt(args[0]);
        for (String parallelism : List.of(args).subList(1, args.length)) {
            try (ClusterWorld world = ClusterWorld.of(records, PAGE, EMBEDDING)) {
                out.println(measure(world, parallelism));
            }
        }
        System.exit(0); // the shared Qdrant ends with the process
    }

    private static String measure(ClusterWorld world, String parallelism) throws IOException {
        Path directory = Files.createTempDirectory("syncline-scaling-");
        world.config(directory, "fetch-batch-size: 32\nfetch-concurrency: 1");
        Path jar = ClusterFiles.jobJar(directory);
        try (FlinkCluster cluster = FlinkCluster.start(2, false, world.secrets())) {
            long begin = System.nanoTime();
            CommandLineRun run = CommandLineRun.of(
                    directory,
                    Map.of(),
                    "flink",
                    "sync",
                    ClusterWorld.MODEL,
                    "--json",
                    "--parallelism",
                    parallelism,
                    "--records-per-range",
                    "400",
                    "--jobmanager",
                    cluster.address(),
                    "--job-jar",
                    jar.toString());
            Duration command = Duration.ofNanos(System.nanoTime() - begin);
            if (run.status() != 0) {
                return run + cluster.logs();
            }
            return "parallelism %s: %d records in %d ms, command %d ms, %d requests"
                    .formatted(
                            parallelism,
                            run.json().path("records_embedded").asLong(),
                            run.json().path("duration_ms").asLong(),
                            command.toMillis(),
                            world.embeddings().requests());
        }
    }
}
