package io.syncline.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.syncline.api.LastRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** When runs of a model last failed or were refused, by type. Nothing is registered before one has. Thread-safe. */
final class LastFailures {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Double> times = new ConcurrentHashMap<>();

    LastFailures(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** What is stored; a later failure that was reported counts nevertheless. */
    void show(LastRun run) {
        if (isFailure(run.outcome()) && run.kind() != RunKind.SOURCE_CHANGE) {
            note(run.kind().name().toLowerCase(Locale.ROOT), run.endedAt().toEpochMilli() / MILLIS_PER_SECOND);
        }
    }

    void ended(String type, RunOutcome outcome) {
        if (isFailure(outcome)) {
            note(type, registry.config().clock().wallTime() / MILLIS_PER_SECOND);
        }
    }

    private void note(String type, double seconds) {
        boolean isFirst = !times.containsKey(type);
        times.merge(type, seconds, Math::max);
        if (isFirst) {
            TimeGauge.builder(
                            "syncline.last.failure",
                            this,
                            TimeUnit.SECONDS,
                            all -> all.times.getOrDefault(type, Double.NaN))
                    .description("When a run last failed or was refused, in seconds since 1970")
                    .tags(tags.and("type", type))
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** A run that somebody stops, or that finds another one in progress, is no reason to call anybody. */
    private static boolean isFailure(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETED, COMPLETED_WITH_FAILURES, CANCELLED, REFUSED_IN_PROGRESS -> false;
            case FAILED, REFUSED_FINGERPRINT_CHANGED, REFUSED_BY_COST, REFUSED_DUPLICATE_SOURCE, REFUSED_BY_GUARD ->
                true;
        };
    }
}
