package io.syncline.mcp.tool;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.mcp.run.TrackedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that look at runs and models. Thread-safe. */
final class StatusTools {

    private static final long CANCEL_SECONDS = 20;

    private final ToolContext context;
    private final RunWaiter waiter;

    StatusTools(ToolContext context, RunWaiter waiter) {
        this.context = context;
        this.waiter = waiter;
    }

    Map<String, Object> status(ToolCall call) throws InterruptedException {
        ToolArguments arguments = call.arguments();
        Optional<ModelName> model = arguments.text("model_name").map(context.models()::resolve);
        List<TrackedRun> runs = new ArrayList<>();
        if (arguments.text("run_id").isPresent()) {
            runs.add(named(call));
        } else if (model.isPresent()) {
            context.runs().newest(model.get()).ifPresent(runs::add);
        } else {
            runs.addAll(context.runs().active());
        }
        if (runs.size() == 1) {
            waiter.await(runs.get(0), call, arguments.number("wait_seconds", 0));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "runs",
                runs.stream().map(run -> RunView.of(run, context.board())).toList());
        answer.put(
                "models",
                arguments.text("run_id").isPresent()
                        ? List.of()
                        : models(model.map(List::of).orElseGet(context.models()::all)));
        return answer;
    }

    Map<String, Object> models(ToolCall call) {
        return Map.of("models", models(context.models().all()));
    }

    private List<Map<String, Object>> models(List<ModelName> wanted) {
        return wanted.stream().map(this::model).toList();
    }

    private Map<String, Object> model(ModelName model) {
        try {
            return view(context.engine().get().status(model));
        } catch (MissingStoreException e) {
            return unsynced(model);
        }
    }

    private static Map<String, Object> unsynced(ModelName model) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("model_name", model.value());
        view.put("synced", false);
        view.put("records_stored", 0);
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
        status.sinkProblem().ifPresent(problem -> view.put("sink_problem", UntrustedText.message(problem)));
        view.put("records_failed", status.failedRecords());
        view.put("unfinished", status.checkpoint().isPresent());
        status.lastRun()
                .ifPresent(run -> view.put(
                        "last_run",
                        Sentences.code(run.kind()) + " " + Sentences.words(run.outcome()) + " at " + run.endedAt()
                                + run.problem()
                                        .map(problem -> ": " + UntrustedText.message(problem))
                                        .orElse("")));
        status.activeRun()
                .ifPresent(run -> view.put(
                        "active_run", Sentences.inProgress(run, context.time().now())));
        return view;
    }

    Map<String, Object> cancel(ToolCall call) throws InterruptedException {
        TrackedRun run = named(call);
        run.cancel();
        waiter.await(run, call, call.arguments().number("wait_seconds", CANCEL_SECONDS));
        return RunView.of(run, context.board());
    }

    /** The run that a call names by its id or by its model. */
    private TrackedRun named(ToolCall call) {
        Optional<String> id = call.arguments().text("run_id");
        if (id.isPresent()) {
            return context.runs()
                    .find(id.get())
                    .orElseThrow(() -> new ToolRefusal("This server knows no run '"
                            + UntrustedText.cut(id.get(), 64)
                            + "'. It remembers the last 100 since it started; sync_status with model_name shows what is"
                            + " stored"));
        }
        ModelName model = context.models().resolve(call.arguments().required("model_name"));
        return context.runs()
                .newest(model)
                .orElseThrow(() -> new ToolRefusal("This server has started no run of " + model
                        + "; a run of another process can only be ended there"));
    }
}
