package io.syncline.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.syncline.api.ActiveRun;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunProgress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The gauges of a model. What is not known has no value, so that an alert on it does not fire before the first run. The lag
 * grows by itself while nothing runs. Thread-safe.
 */
final class ModelGauges {

    /** Nobody knows how many records were touched once there were too many to keep. */
    private static final double MORE_THAN_ARE_KEPT = 501;

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Figure, Double> figures = new ConcurrentHashMap<>();
    private final Map<String, Double> successes = new ConcurrentHashMap<>();
    private final Map<Pause, Boolean> pauses = new ConcurrentHashMap<>();
    /** The owners of the runs in progress; there is one, but for an instant when a lease passes to another one. */
    private final Set<String> active = ConcurrentHashMap.newKeySet();

    /** What has one value. */
    private enum Figure {
        WATERMARK,
        ACTIVE,
        PROGRESS,
        FAILED,
        STORED,
        TOUCHED
    }

    /** What a run waits for, and why. */
    private record Pause(String service, String reason) {}

    ModelGauges(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        TimeGauge.builder("syncline.freshness.lag", this, TimeUnit.SECONDS, ModelGauges::lag)
                .description("Age of the time up to which all changes have been read")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        gauge(
                "syncline.run.active",
                "1 while a run holds the lease in this process",
                tags,
                all -> all.or(Figure.ACTIVE, 0));
        gauge(
                "syncline.run.progress",
                "Part of the records processed, from 0 to 1",
                tags,
                all -> all.or(Figure.PROGRESS, 0));
        gauge(
                "syncline.failed.records",
                "Records that wait for a retry",
                tags,
                all -> all.or(Figure.FAILED, Double.NaN));
        gauge("syncline.stored.records", "Records in the sink", tags, all -> all.or(Figure.STORED, Double.NaN));
        gauge(
                "syncline.touched.records",
                "Records for the next sync to read",
                tags,
                all -> all.or(Figure.TOUCHED, Double.NaN));
    }

    private void gauge(String name, String description, Tags of, ToDoubleFunction<ModelGauges> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tags(of)
                .strongReference(true)
                .register(registry);
    }

    private double or(Figure figure, double otherwise) {
        return figures.getOrDefault(figure, otherwise);
    }

    private double lag() {
        double watermark = or(Figure.WATERMARK, Double.NaN);
        return Math.max(0, now() - watermark);
    }

    private double now() {
        return registry.config().clock().wallTime() / 1000.0;
    }

    void show(ModelStatus status) {
        // an outdated status does not take back what a run has reported
        status.watermark().ifPresent(time -> figures.merge(Figure.WATERMARK, seconds(time), Math::max));
        status.lastSync().ifPresent(end -> succeededAt("sync", seconds(end)));
        status.lastCleanup().ifPresent(end -> succeededAt("cleanup", seconds(end)));
        figures.put(Figure.FAILED, (double) status.failedRecords());
        figures.put(Figure.TOUCHED, status.tooManyTouched() ? MORE_THAN_ARE_KEPT : (double) status.touchedRecords());
        if (status.sinkProblem().isEmpty()) {
            figures.put(Figure.STORED, (double) status.recordsStored());
        }
    }

    /** What a run reports. It is earlier than before if a clock was wrong. */
    void watermark(Instant time) {
        figures.put(Figure.WATERMARK, seconds(time));
    }

    void succeeded(String type) {
        succeededAt(type, now());
    }

    private void succeededAt(String type, double seconds) {
        boolean known = successes.containsKey(type);
        successes.merge(type, seconds, Math::max);
        if (!known) {
            TimeGauge.builder(
                            "syncline.last.success",
                            this,
                            TimeUnit.SECONDS,
                            all -> all.successes.getOrDefault(type, Double.NaN))
                    .description("When a run last completed, in seconds since 1970")
                    .tags(tags.and("type", type))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    void started(ActiveRun run) {
        active.add(run.owner());
        figures.put(Figure.ACTIVE, 1.0);
        figures.put(Figure.PROGRESS, 0.0);
    }

    /** The other runs of the model, which were refused or only plan, end without having started. */
    void stopped(ActiveRun run) {
        active.remove(run.owner());
        if (active.isEmpty()) {
            figures.put(Figure.ACTIVE, 0.0);
            figures.put(Figure.PROGRESS, 0.0);
            resumed();
        }
    }

    void progressed(RunProgress progress) {
        progress.percent().ifPresent(percent -> figures.put(Figure.PROGRESS, percent / 100.0));
    }

    void ended() {
        if (active.isEmpty()) {
            resumed();
        }
    }

    void paused(String service, String reason) {
        resumed();
        Pause pause = new Pause(service, reason);
        if (pauses.put(pause, true) == null) {
            Tags of = tags.and("service", service).and("reason", reason);
            gauge("syncline.paused", "1 while a run waits for a system", of, all -> all.isPaused(pause) ? 1 : 0);
        }
    }

    private boolean isPaused(Pause pause) {
        return pauses.getOrDefault(pause, false);
    }

    void resumed() {
        pauses.replaceAll((pause, now) -> false);
    }
}
