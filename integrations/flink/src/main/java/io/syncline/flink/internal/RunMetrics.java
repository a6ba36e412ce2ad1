package io.syncline.flink.internal;

import io.syncline.api.RunProgress;
import io.syncline.core.cluster.CoordinatedRun;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run as metrics of the coordinator. They have the names and tags of {@code docs/metrics.md}, but no source:
 * that is known to the configuration alone.
 */
final class RunMetrics {

    /** The ratio of a run that has not found out yet how much there is to do. */
    private static final double UNKNOWN = -1;

    private final Supplier<@Nullable CoordinatedRun> run;

    private RunMetrics(Supplier<@Nullable CoordinatedRun> run) {
        this.run = run;
    }

    /** Adds the metrics of a run, which may be null or replaced later. */
    static void register(MetricGroup group, String model, Supplier<@Nullable CoordinatedRun> run) {
        RunMetrics metrics = new RunMetrics(run);
        MetricGroup ofModel = group.addGroup("model", model);
        ofModel.gauge("syncline.run.progress", () -> metrics.ratio(RunMetrics::part));
        metrics.records(ofModel, "embedded", RunProgress::embedded);
        metrics.records(ofModel, "failed", RunProgress::failed);
        metrics.records(
                ofModel, "unchanged", progress -> progress.processed() - progress.embedded() - progress.failed());
        ofModel.gauge("syncline.records.fetched", () -> metrics.number(RunProgress::fetched));
        ofModel.gauge(
                "syncline.records.expected",
                () -> metrics.number(progress -> progress.total().orElse(0)));
    }

    private void records(MetricGroup ofModel, String outcome, ToLongFunction<RunProgress> value) {
        ofModel.addGroup("outcome", outcome).gauge("syncline.records", () -> number(value));
    }

    private static double part(RunProgress progress) {
        if (progress.total().isEmpty() || progress.total().getAsLong() == 0) {
            return UNKNOWN;
        }
        return Math.min(1, progress.processed() / (double) progress.total().getAsLong());
    }

    private long number(ToLongFunction<RunProgress> value) {
        return progress().map(value::applyAsLong).orElse(0L);
    }

    private double ratio(ToDoubleFunction<RunProgress> value) {
        return progress().map(value::applyAsDouble).orElse(UNKNOWN);
    }

    private Optional<RunProgress> progress() {
        return Optional.ofNullable(run.get()).map(CoordinatedRun::progress);
    }
}
