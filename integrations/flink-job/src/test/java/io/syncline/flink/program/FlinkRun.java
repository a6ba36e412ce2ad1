package io.syncline.flink.program;

import io.syncline.cli.flink.JobJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs commands on a cluster.
 *
 * @param cluster where {@code flink sync} sends its jobs
 * @param world what they sync, with the variables of the commands that do not
 * @param jar the job jar
 * @param directory of {@code syncline.yaml}
 */
record FlinkRun(FlinkCluster cluster, ClusterWorld world, Path jar, Path directory) {

    /** Runs {@code flink sync MODEL --json}; this side has no secrets, as the cluster has them. */
    CommandLineRun sync(String... more) {
        return sync(new CommandLineRun.Stops(), more);
    }

    CommandLineRun sync(CommandLineRun.Stops stops, String... more) {
        return on(stops, ClusterWorld.MODEL, more);
    }

    CommandLineRun on(CommandLineRun.Stops stops, String model, String... more) {
        List<String> words = Stream.concat(
                        Stream.of(
                                "flink",
                                "sync",
                                model,
                                "--json",
                                "--jobmanager",
                                cluster.address(),
                                "--job-jar",
                                jar.toString()),
                        Stream.of(more))
                .toList();
        return CommandLineRun.of(directory, Map.of(), stops, words.toArray(String[]::new));
    }

    /** Runs a command of this process. */
    CommandLineRun locally(String... words) {
        return CommandLineRun.of(directory, world.secrets(), words);
    }

    /** The same with a plugin added to the job jar, as the command does with those of its {@code lib}. */
    static JobJar withPlugin(Path jar, Path plugin) {
        return JobJar.of(jar, List.of(plugin));
    }
}
