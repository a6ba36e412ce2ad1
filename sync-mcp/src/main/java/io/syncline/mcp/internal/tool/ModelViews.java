package io.syncline.mcp.internal.tool;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.json.JsonForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states of models as answers show them, also of models that were never synced. Thread-safe. */
final class ModelViews {

    private static final Set<String> FOR_PERSONS = Set.of("model_name", "synced", "last_sync_timestamp");

    private final ToolContext context;
    private final ClientForms forms;

    ModelViews(ToolContext context) {
        this.context = context;
        this.forms = new ClientForms(context.messages());
    }

    /** The models that clients may name. The engine is asked once, since it counts the records of all models for each answer. */
    List<Map<String, Object>> all() {
        Map<ModelName, ModelStatus> statuses = statuses();
        Optional<String> sinkProblem = statuses.values().stream()
                .flatMap(status -> status.sinkProblem().stream())
                .findFirst();
        return context.models().all().stream()
                .map(model -> statuses.containsKey(model) ? view(statuses.get(model)) : unsynced(model, sinkProblem))
                .map(this::forPerson)
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
        sinkProblem.ifPresentOrElse(
                problem -> view.put("sink_problem", context.messages().of(problem)),
                () -> view.put("records_stored", 0));
        return view;
    }

    private Map<String, Object> view(ModelStatus status) {
        Map<String, Object> view = forms.of(JsonForm.MODEL_STATUS, status);
        view.put("synced", status.lastSync().isPresent());
        return view;
    }

    /** Counts and problems are of all records, so a person sees none of them. */
    private Map<String, Object> forPerson(Map<String, Object> view) {
        if (context.settings().visibleTo().isPresent()) {
            view.keySet().retainAll(FOR_PERSONS);
        }
        return view;
    }
}
