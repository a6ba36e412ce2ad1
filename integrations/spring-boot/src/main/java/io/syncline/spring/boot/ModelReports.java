package io.syncline.spring.boot;

import io.syncline.api.json.JsonForm;
import io.syncline.service.ModelHealth;
import io.syncline.service.SyncService;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How models are, in the form of all programs. */
final class ModelReports {

    private ModelReports() {}

    static List<Map<String, @Nullable Object>> of(SyncService service) {
        return service.health().stream().map(ModelReports::of).toList();
    }

    static Map<String, @Nullable Object> of(ModelHealth health) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("model_name", health.model().value());
        report.put("freshness", health.freshness().code());
        report.put("lag_ms", health.lag().map(lag -> lag.toMillis()).orElse(null));
        report.put("late_after_ms", health.lateAfter().toMillis());
        report.put("stale_after_ms", health.staleAfter().toMillis());
        Instant next = health.next().get(ScheduledWork.SYNC);
        report.put("next_sync", next == null ? null : next.toString());
        report.put("problem", health.problem().orElse(null));
        health.status().ifPresent(status -> report.putAll(JsonForm.MODEL_STATUS.of(status)));
        return report;
    }
}
