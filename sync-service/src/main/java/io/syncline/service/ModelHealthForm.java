package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.json.JsonForm;
import io.syncline.core.adapter.Units;
import io.syncline.service.schedule.Cron;
import io.syncline.service.schedule.Every;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a {@link ModelHealth} is written as JSON, by the REST interface and by the actuator: by the rules of {@link JsonForm}. */
public final class ModelHealthForm {

    private ModelHealthForm() {}

    /** The members of its {@link JsonForm#MODEL_STATUS}, and what the service knows beside that. */
    public static Map<String, @Nullable Object> of(ModelHealth health) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(
                JsonForm.MODEL_STATUS.of(health.status().orElseGet(() -> neverSynced(health.model()))));
        members.put("freshness", freshness(health));
        members.put("schedule", schedule(health));
        members.put(
                "records_in_source",
                health.recordsInSource().isPresent() ? health.recordsInSource().getAsLong() : null);
        members.put("problem", health.problem().orElse(null));
        return members;
    }

    private static ModelStatus neverSynced(ModelName model) {
        return ModelStatus.builder()
                .model(model)
                .recordsSynced(0)
                .recordsStored(0)
                .failedRecords(0)
                .build();
    }

    private static Map<String, @Nullable Object> freshness(ModelHealth health) {
        Map<String, @Nullable Object> freshness = new LinkedHashMap<>();
        freshness.put("state", health.freshness().code());
        freshness.put("lag_ms", health.lag().map(lag -> lag.toMillis()).orElse(null));
        freshness.put("late_after_ms", health.lateAfter().toMillis());
        freshness.put("stale_after_ms", health.staleAfter().toMillis());
        return freshness;
    }

    private static Map<String, @Nullable Object> schedule(ModelHealth health) {
        Map<String, @Nullable Object> schedule = new LinkedHashMap<>();
        for (ScheduledWork work : ScheduledWork.values()) {
            Instant next = health.next().get(work);
            schedule.put(
                    work.code(),
                    health.schedule().of(work).map(times -> times(times, next)).orElse(null));
        }
        return schedule;
    }

    private static Map<String, @Nullable Object> times(Schedule schedule, @Nullable Instant next) {
        Map<String, @Nullable Object> times = new LinkedHashMap<>();
        times.put("text", text(schedule));
        times.put("next", next == null ? null : next.toString());
        return times;
    }

    private static String text(Schedule schedule) {
        if (schedule instanceof Every every) {
            return "every " + Units.inMessage(every.period().toString());
        }
        Cron cron = (Cron) schedule;
        return "cron " + cron.expression() + " (" + cron.zone() + ")";
    }
}
