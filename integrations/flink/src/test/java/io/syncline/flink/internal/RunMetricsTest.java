package io.syncline.flink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatedRun;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The names are those of docs/metrics.md. */
class RunMetricsTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    /** Keeps gauges by their name and the tags before it. */
    private static final class Gauges extends UnregisteredMetricsGroup {

        private final String scope;
        private final Map<String, Gauge<?>> gauges;

        Gauges(String scope, Map<String, Gauge<?>> gauges) {
            this.scope = scope;
            this.gauges = gauges;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Gauges(scope + key + "=" + value + " ", gauges);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(scope + name, gauge);
            return gauge;
        }
    }

    /** A run that has got somewhere. */
    private record Running(RunProgress progress) implements CoordinatedRun {

        @Override
        public ModelName model() {
            return MODEL;
        }

        @Override
        public void cancel() {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<SyncReport> report() {
            return new CompletableFuture<>();
        }

        @Override
        public SyncReport await() {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<CoordinatorAnswer> receive(WorkerRequest request) {
            throw new AssertionError();
        }

        @Override
        public Optional<ClusterSnapshot> snapshot() {
            return Optional.empty();
        }
    }

    @Test
    void gaugesShouldFollowTheRun() {
        Map<String, Gauge<?>> gauges = new HashMap<>();
        AtomicReference<CoordinatedRun> run = new AtomicReference<>();
        RunMetrics.register(new Gauges("", gauges), MODEL.value(), run::get);
        assertThat(gauges.get("model=res.partner syncline.run.progress").getValue())
                .as("before the run")
                .isEqualTo(-1.0);

        run.set(new Running(new RunProgress(MODEL, 60, 50, 30, 5, OptionalLong.of(200), Duration.ofSeconds(1), 30)));

        Map<String, Object> values = new HashMap<>();
        gauges.forEach((name, gauge) -> values.put(name, gauge.getValue()));
        assertThat(values)
                .isEqualTo(Map.of(
                        "model=res.partner syncline.run.progress", 0.25,
                        "model=res.partner syncline.records.fetched", 60L,
                        "model=res.partner syncline.records.expected", 200L,
                        "model=res.partner outcome=embedded syncline.records", 30L,
                        "model=res.partner outcome=failed syncline.records", 5L,
                        "model=res.partner outcome=unchanged syncline.records", 15L));
    }
}
