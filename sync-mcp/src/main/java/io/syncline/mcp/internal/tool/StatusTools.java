package io.syncline.mcp.internal.tool;

import io.syncline.api.ModelName;
import io.syncline.service.run.TrackedRun;
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
    private final RunView runView;
    private final ModelViews modelViews;

    StatusTools(ToolContext context, RunWaiter waiter, RunView runView) {
        this.context = context;
        this.waiter = waiter;
        this.runView = runView;
        this.modelViews = new ModelViews(context);
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
        RunWaiter.Waited waited = runs.size() == 1
                ? waiter.await(runs.get(0), call, arguments.number("wait_seconds", 0))
                : RunWaiter.Waited.AS_ASKED;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("runs", runs.stream().map(run -> runView.of(run, waited)).toList());
        List<Map<String, Object>> models = arguments.text("run_id").isPresent()
                ? List.of()
                : model.map(modelViews::one).map(List::of).orElseGet(modelViews::all);
        answer.put("models", models);
        return withNotice(answer, models);
    }

    Map<String, Object> models(ToolCall call) {
        List<Map<String, Object>> models = modelViews.all();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("models", models);
        return withNotice(answer, models);
    }

    /** How a run ended may quote a record. */
    private static Map<String, Object> withNotice(Map<String, Object> answer, List<Map<String, Object>> models) {
        if (models.stream()
                .anyMatch(model -> model.get("last_run") instanceof Map<?, ?> run && run.containsKey("problem"))) {
            answer.put("data_notice", UntrustedText.NOTICE);
        }
        return answer;
    }

    Map<String, Object> cancel(ToolCall call) throws InterruptedException {
        TrackedRun run = named(call);
        run.cancel();
        RunWaiter.Waited waited = waiter.await(run, call, call.arguments().number("wait_seconds", CANCEL_SECONDS));
        return runView.of(run, waited);
    }

    /** The run that a call names by its id or by its model. */
    private TrackedRun named(ToolCall call) {
        Optional<String> id = call.arguments().text("run_id");
        if (id.isPresent()) {
            return context.runs()
                    .find(id.get())
                    .orElseThrow(() -> new InvalidCallException("This server knows no run '"
                            + UntrustedText.cut(id.get(), 64)
                            + "'. It remembers the last 100 since it started; sync_status with model_name shows what is"
                            + " stored"));
        }
        ModelName model = context.models().resolve(call.arguments().required("model_name"));
        return context.runs()
                .newest(model)
                .orElseThrow(() -> new InvalidCallException("This server has started no run of " + model
                        + "; a run of another process can only be ended there"));
    }
}
