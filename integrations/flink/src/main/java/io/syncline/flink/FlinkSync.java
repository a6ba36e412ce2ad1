package io.syncline.flink;

import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Runs syncs as jobs. */
public final class FlinkSync {

    private FlinkSync() {}

    /**
     * Runs a sync on the cluster of an environment, and waits for its end. The parallelism of the environment is the number of
     * workers.
     *
     * @param environment local, or of a remote cluster
     * @param provider builds the engines
     * @param job what to sync
     * @return the report, as the JSON that {@code syncline sync --json} prints
     * @throws Exception if the job fails; the message of the sync is among its causes
     */
    public static String run(StreamExecutionEnvironment environment, EngineProvider provider, SyncJob job)
            throws Exception {
        CloseableIterator<String> reports =
                source(environment, provider, job).executeAndCollect("syncline " + job.model());
        try {
            String report = "";
            // to the end of the job, although there is only one
            while (reports.hasNext()) {
                report = reports.next();
            }
            return report;
        } finally {
            reports.close();
        }
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
