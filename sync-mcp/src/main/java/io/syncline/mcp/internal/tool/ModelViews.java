package io.syncline.mcp.internal.tool;

import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.TransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states of models as answers show them, also of models that were never synced. Thread-safe. */
final class ModelViews {

    private final ToolContext context;

    ModelViews(ToolContext context) {
        this.context = context;
    }

    /** The models that clients may name. The engine is asked once, since it counts the records of all models for each answer. */
    List<Map<String, Object>> all() {
        Map<ModelName, ModelStatus> statuses = statuses();
        Optional<String> sinkProblem = statuses.values().stream()
                .flatMap(status -> status.sinkProblem().stream())
                .findFirst();
        return context.models().all().stream()
                .map(model -> statuses.containsKey(model) ? view(statuses.get(model)) : unsynced(model, sinkProblem))
                .toList();
    }

    private Map<ModelName, ModelStatus> statuses() {
        try {
            return context.engine().get().statuses().stream()
                    .collect(Collectors.toMap(ModelStatus::model, Function.identity()));
        } catch (MissingStoreException e) {
            return Map.of();
        }
    }

    Map<String, Object> one(ModelName model) {
        try {
            return view(context.engine().get().status(model));
        } catch (MissingStoreException e) {
            return unsynced(model, Optional.empty());
        } catch (TransientException e) {
            Map<ModelName, ModelStatus> saved =
                    statuses(); // fails as well if it is not the sink that cannot be reached
            return saved.containsKey(model)
                    ? view(saved.get(model))
                    : unsynced(model, Optional.ofNullable(e.getMessage()));
        }
    }

    private Map<String, Object> unsynced(ModelName model, Optional<String> sinkProblem) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("model_name", model.value());
        view.put("synced", false);
        view.put("records_stored", 0);
        sinkProblem.ifPresent(
                problem -> view.put("sink_problem", context.messages().of(problem)));
        return view;
    }

    private Map<String, Object> view(ModelStatus status) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("model_name", status.model().value());
        view.put("synced", status.lastSync().isPresent());
        status.lastSync().ifPresent(time -> view.put("last_sync_timestamp", time.toString()));
        status.lastDuration().ifPresent(time -> view.put("sync_duration_ms", time.toMillis()));
        view.put("records_synced", status.recordsSynced());
        view.put("records_stored", status.recordsStored());
        status.sinkProblem()
                .ifPresent(
                        problem -> view.put("sink_problem", context.messages().of(problem)));
        view.put("records_failed", status.failedRecords());
        view.put("unfinished", status.checkpoint().isPresent());
        status.lastRun().ifPresent(run -> putLastRun(view, run));
        status.activeRun()
                .ifPresent(run -> view.put(
                        "active_run", RunMessages.inProgress(run, context.time().now())));
        return view;
    }

    private void putLastRun(Map<String, Object> view, LastRun run) {
        view.put(
                "last_run",
                RunMessages.code(run.kind()) + " " + RunMessages.words(run.outcome()) + " at " + run.endedAt());
        run.problem()
                .ifPresent(
                        problem -> view.put("last_problem", context.messages().of(problem)));
    }
}
