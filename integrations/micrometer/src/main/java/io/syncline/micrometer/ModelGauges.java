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
    private final Map<String, Double> values = new ConcurrentHashMap<>();
    /** The owners of the runs in progress; there is one, but for an instant when a lease passes to another one. */
    private final Set<String> active = ConcurrentHashMap.newKeySet();

    ModelGauges(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        TimeGauge.builder("syncline.freshness.lag", this, TimeUnit.SECONDS, ModelGauges::lag)
                .description("Age of the time up to which all changes have been read")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        gauge("syncline.run.active", "1 while a run holds the lease in this process", tags, all -> all.or("active", 0));
        gauge(
                "syncline.run.progress",
                "Part of the records processed, from 0 to 1",
                tags,
                all -> all.or("progress", 0));
        gauge("syncline.failed.records", "Records that wait for a retry", tags, all -> all.or("failed", Double.NaN));
        gauge("syncline.stored.records", "Records in the sink", tags, all -> all.or("stored", Double.NaN));
        gauge(
                "syncline.touched.records",
                "Records for the next sync to read",
                tags,
                all -> all.or("touched", Double.NaN));
    }

    private void gauge(String name, String description, Tags of, ToDoubleFunction<ModelGauges> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tags(of)
                .strongReference(true)
                .register(registry);
    }

    private double or(String name, double otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    private double lag() {
        double watermark = or("watermark", Double.NaN);
        return Math.max(0, now() - watermark);
    }

    private double now() {
        return registry.config().clock().wallTime() / 1000.0;
    }

    void show(ModelStatus status) {
        // an outdated status does not take back what a run has reported
        status.watermark().ifPresent(time -> values.merge("watermark", seconds(time), Math::max));
        status.lastSync().ifPresent(end -> succeededAt("sync", seconds(end)));
        status.lastCleanup().ifPresent(end -> succeededAt("cleanup", seconds(end)));
        values.put("failed", (double) status.failedRecords());
        values.put("touched", status.tooManyTouched() ? MORE_THAN_ARE_KEPT : (double) status.touchedRecords());
        if (status.sinkProblem().isEmpty()) {
            values.put("stored", (double) status.recordsStored());
        }
    }

    /** What a run reports. It is earlier than before if a clock was wrong. */
    void watermark(Instant time) {
        values.put("watermark", seconds(time));
    }

    void succeeded(String type) {
        succeededAt(type, now());
    }

    private void succeededAt(String type, double seconds) {
        String name = "success." + type;
        boolean known = values.containsKey(name);
        values.merge(name, seconds, Math::max);
        if (!known) {
            TimeGauge.builder("syncline.last.success", this, TimeUnit.SECONDS, all -> all.or(name, Double.NaN))
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
        values.put("active", 1.0);
        values.put("progress", 0.0);
    }

    /** The other runs of the model, which were refused or only plan, end without having started. */
    void stopped(ActiveRun run) {
        active.remove(run.owner());
        if (active.isEmpty()) {
            values.put("active", 0.0);
            values.put("progress", 0.0);
            resumed();
        }
    }

    void progressed(RunProgress progress) {
        progress.percent().ifPresent(percent -> values.put("progress", percent / 100.0));
    }

    void ended() {
        if (active.isEmpty()) {
            resumed();
        }
    }

    void paused(String service, String reason) {
        resumed();
        String name = "paused." + service + "." + reason;
        boolean known = values.containsKey(name);
        values.put(name, 1.0);
        if (!known) {
            Tags of = tags.and("service", service).and("reason", reason);
            gauge("syncline.paused", "1 while a run waits for a system", of, all -> all.or(name, 0));
        }
    }

    void resumed() {
        values.replaceAll((name, value) -> name.startsWith("paused.") ? Double.valueOf(0) : value);
    }
}
