package io.syncline.flink.program;

import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.flink.JobArguments;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.flink.FlinkSync;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program of the job jar: {@code flink run syncline-flink-job.jar MODEL [--config FILE]}. It takes the flags of {@code syncline
 * flink sync}, which runs it too. The parallelism is that of {@code flink run}.
 */
public final class FlinkProgram {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkProgram.class);

    private static final Map<String, SyncJob.Choice> CHOICES = Map.of(
            "full",
            SyncJob.Choice.FULL,
            "no-archived",
            SyncJob.Choice.WITHOUT_ARCHIVED,
            "retry-failed",
            SyncJob.Choice.RETRY_FAILED,
            JobArguments.NEW_COLLECTION,
            SyncJob.Choice.NEW_COLLECTION);

    private FlinkProgram() {}

    /**
     * Submits the job, and waits for it unless {@code flink run} is told not to.
     *
     * @param args see above
     * @throws Exception if the job fails
     */
    public static void main(String[] args) throws Exception {
        JobArguments arguments = new JobArguments(List.of(args));
        Optional<String> report = FlinkSync.submit(provider(arguments), job(arguments));
        report.ifPresent(json -> LOG.info("Report of {}: {}", arguments.model(), json));
    }

    static SyncJob job(JobArguments arguments) {
        SyncJob job = SyncJob.of(arguments.model().value())
                .with(CHOICES.entrySet().stream()
                        .filter(choice -> arguments.isSet(choice.getKey()))
                        .map(Map.Entry::getValue)
                        .toArray(SyncJob.Choice[]::new));
        int records = arguments.number("records-per-range").orElse(job.recordsPerRange());
        return job.withRanges(records, ClusterSettings.DEFAULTS.grantTime());
    }

    static EngineProvider provider(JobArguments arguments) {
        JobConfig config = config(arguments);
        return arguments.isSet(JobArguments.NEW_COLLECTION) ? new ReindexEngines(config) : new SyncEngines(config);
    }

    private static JobConfig config(JobArguments arguments) {
        Optional<String> onCluster = arguments.value("cluster-config");
        if (onCluster.isPresent()) {
            return new JobConfig.OnEachMachine(onCluster.get());
        }
        Path here = Path.of("").toAbsolutePath();
        return new JobConfig.Sent(arguments
                .config()
                .orElseGet(() -> ConfigReader.toSend(
                        here, Path.of(arguments.value("config").orElse("syncline.yaml")))));
    }
}
