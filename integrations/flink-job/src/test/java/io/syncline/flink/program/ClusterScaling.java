package io.syncline.flink.program;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures how a sync gets faster with more workers. A page of the source takes 200 ms and a request for vectors 250 ms, which a
 * machine of its own waits for and does not work for, so that it shows what the division of the work costs.
 *
 * <p>Arguments: records, records of a page, then the parallelisms. With one page at a time, a worker cannot get through more than five
 * pages a second.
 */
final class ClusterScaling {

    private static final Duration PAGE = Duration.ofMillis(200);
    private static final Duration EMBEDDING = Duration.ofMillis(250);

    private ClusterScaling() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        int records = Integer.parseInt(args[0]);
        Path directory = Files.createTempDirectory("syncline-scaling-");
        Path jar = ClusterFiles.jobJar(directory);
        try (ClusterWorld world = ClusterWorld.of(records, PAGE, EMBEDDING);
                FlinkCluster cluster = FlinkCluster.start(2, false, world.secrets())) {
            for (String parallelism : List.of(args).subList(2, args.length)) {
                Path home = directory.resolve("parallelism-" + parallelism);
                world.config(home, "fetch-batch-size: " + args[1] + "\nfetch-concurrency: 1");
                out.println(measure(new FlinkRun(cluster, world, jar, home), parallelism));
            }
        }
        System.exit(0); // the shared Qdrant ends with the process
    }

    private static String measure(FlinkRun run, String parallelism) {
        long requests = run.world().requests();
        long begin = System.nanoTime();
        CommandLineRun ended = run.sync("--parallelism", parallelism, "--records-per-range", "1000");
        Duration command = Duration.ofNanos(System.nanoTime() - begin);
        if (ended.status() != 0) {
            return ended + run.cluster().logs();
        }
        return "parallelism %s: %d records in %d ms, command %d ms, %d requests for vectors"
                .formatted(
                        parallelism,
                        ended.json().path("records_embedded").asLong(),
                        ended.json().path("duration_ms").asLong(),
                        command.toMillis(),
                        run.world().requests() - requests);
    }
}
