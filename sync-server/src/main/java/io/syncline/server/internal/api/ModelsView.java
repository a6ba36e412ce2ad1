package io.syncline.server.internal.api;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.json.JsonForm;
import io.syncline.server.internal.view.View;
import io.syncline.server.served.Served;
import io.syncline.service.ModelHealth;
import io.syncline.service.ModelHealthForm;
import io.syncline.service.run.TrackedRun;
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
        return new View()
                .withAll(ModelHealthForm.of(health))
                .with("recent_runs", recent(health.model()))
                .with("active_run", active(health));
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
