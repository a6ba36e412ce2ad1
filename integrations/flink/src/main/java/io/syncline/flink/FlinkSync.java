package io.syncline.flink;

import io.syncline.flink.internal.ReportKeeper;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Runs syncs as jobs. */
public final class FlinkSync {

    /** The accumulator of the job that holds the report. */
    public static final String REPORT = ReportKeeper.NAME;

    private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

    private FlinkSync() {}

    /**
     * Runs a sync on the cluster of an environment, and waits for its end. The parallelism of the environment is the number of
     * workers.
     *
     * @param environment local, or of a remote cluster
     * @param provider builds the engines
     * @param job what to sync
     * @return the report, as the JSON that {@code syncline sync --json} prints
     * @throws Exception if the job fails; an {@link io.syncline.flink.job.UnsuccessfulSyncException} is among its causes if the
     *     sync ended without success
     */
    public static String run(StreamExecutionEnvironment environment, EngineProvider provider, SyncJob job)
            throws Exception {
        return submit(environment, provider, job)
                .orElseThrow(() -> new IllegalStateException("The environment does not wait for the end of its jobs"));
    }

    /**
     * Runs a sync on the cluster that runs this program, as {@code flink run} and the cluster's own interface do. Checkpoints and
     * restarts are those of the cluster's configuration, or checkpoints each 10 s and up to 10 restarts in 10 minutes.
     *
     * @param provider builds the engines
     * @param job what to sync
     * @return the report, or empty if the job was submitted and is not waited for
     * @throws Exception if the job fails
     */
    public static Optional<String> submit(EngineProvider provider, SyncJob job) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        if (environment
                .getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            environment.configure(restarts());
        }
        if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
            environment.enableCheckpointing(CHECKPOINTS.toMillis());
        }
        return submit(environment, provider, job);
    }

    private static Configuration restarts() {
        return new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 10)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, Duration.ofMinutes(10))
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(1));
    }

    private static Optional<String> submit(StreamExecutionEnvironment environment, EngineProvider provider, SyncJob job)
            throws Exception {
        source(environment, provider, job).map(new ReportKeeper()).sinkTo(new DiscardingSink<>());
        JobExecutionResult result = environment.execute("syncline " + job.model());
        if (!result.isJobExecutionResult()) {
            return Optional.empty();
        }
        List<String> reports = result.getAccumulatorResult(REPORT);
        return reports.stream().findFirst();
    }

    /**
     * Adds a sync to a job.
     *
     * @return a stream of one element, the report
     */
    public static DataStreamSource<String> source(
            StreamExecutionEnvironment environment, EngineProvider provider, SyncJob job) {
        return environment.fromSource(
                new SyncSource(provider, job), WatermarkStrategy.noWatermarks(), "syncline " + job.model());
    }
}
