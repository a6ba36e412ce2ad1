package io.syncline.server.internal.api;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.json.JsonForm;
import io.syncline.core.adapter.Units;
import io.syncline.server.internal.view.View;
import io.syncline.server.served.Served;
import io.syncline.service.ModelHealth;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.schedule.Cron;
import io.syncline.service.schedule.Every;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Models as answers and events show them: what is stored, how fresh it is, and its last runs. */
public final class ModelsView {

    private static final Set<String> AGES = Set.of("lag_ms", "duration_ms", "lasted_ms", "retry_in_ms");

    private final Served served;

    /** Models of a service. */
    public ModelsView(Served served) {
        this.served = served;
    }

    /** All models. */
    public List<View> all() {
        return served.service().health().stream().map(this::of).toList();
    }

    /** One model; empty if it is none of the service. */
    public Optional<View> one(ModelName model) {
        return served.service().health(model).map(this::of);
    }

    /** What a model's object says, without what changes by itself with time; to be compared. */
    public static Object withoutAges(View model) {
        return lasting(model.members());
    }

    private static Object lasting(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<Object, Object> kept = new HashMap<>();
            members.forEach((name, member) -> {
                if (!AGES.contains(name)) {
                    kept.put(name, lasting(member));
                }
            });
            return kept;
        } else if (value instanceof List<?> items) {
            return items.stream().map(ModelsView::lasting).toList();
        }
        return value == null ? "" : value;
    }

    private View of(ModelHealth health) {
        View view = health.status().map(ModelsView::stored).orElseGet(() -> unsynced(health));
        return view.with("freshness", freshness(health))
                .with("schedule", schedule(health))
                .with("records_in_source", health.recordsInSource())
                .with("problem", health.problem())
                .with("recent_runs", recent(health.model()))
                .with("active_run", active(health));
    }

    private static View stored(ModelStatus status) {
        return new View().withAll(JsonForm.MODEL_STATUS.of(status));
    }

    private static View unsynced(ModelHealth health) {
        return new View()
                .with("model_name", health.model())
                .with("last_sync_timestamp", null)
                .with("records_synced", 0)
                .with("sync_duration_ms", null)
                .with("records_stored", 0)
                .with("sink_problem", null)
                .with("records_failed", 0)
                .with("records_touched", 0)
                .with("watermark", null)
                .with("checkpoint", null)
                .with("last_run", null);
    }

    private static View freshness(ModelHealth health) {
        return new View()
                .with("state", health.freshness())
                .with("lag_ms", health.lag())
                .with("late_after_ms", health.lateAfter())
                .with("stale_after_ms", health.staleAfter());
    }

    private static View schedule(ModelHealth health) {
        View view = new View();
        for (ScheduledWork work : ScheduledWork.values()) {
            view.with(
                    work.code(),
                    health.schedule()
                            .of(work)
                            .map(times -> new View()
                                    .with("text", text(times))
                                    .with(
                                            "next",
                                            Optional.ofNullable(health.next().get(work)))));
        }
        return view;
    }

    private static String text(Schedule schedule) {
        if (schedule instanceof Every every) {
            return "every " + Units.inMessage(every.period().toString());
        }
        Cron cron = (Cron) schedule;
        return "cron " + cron.expression() + " (" + cron.zone() + ")";
    }

    private List<View> recent(ModelName model) {
        return served.history().of(model).stream().map(RunsView::of).toList();
    }

    private Object active(ModelHealth health) {
        Optional<TrackedRun> own = served.service().runs().active().stream()
                .filter(run -> run.descriptor().model().equals(health.model()))
                .findFirst();
        return own.map(this::active)
                .or(() -> health.status()
                        .flatMap(status -> status.activeRun())
                        .map(run -> new View()
                                .withAll(JsonForm.ACTIVE_RUN.of(run))
                                .with("run_id", null)
                                .with("pause", null)));
    }

    private View active(TrackedRun run) {
        Optional<RunProgress> progress = run.latestProgress();
        Optional<RunPause> pause = served.progress().pause(run.descriptor().model());
        return new View()
                .with("kind", run.descriptor().kind())
                .with("owner", run.descriptor().session())
                .with("started_at", run.startedAt())
                .with("records_done", progress.map(RunProgress::processed).orElse(0L))
                .with("records_total", progress.map(RunProgress::total))
                .with("percent", progress.map(RunProgress::percent))
                .with("waiting_for", pause.map(RunPause::waitingFor))
                .with("run_id", run.id())
                .with("pause", pause.map(JsonForm.RUN_PAUSE::of));
    }
}
