package io.syncline.mcp.internal.tool;

import io.syncline.api.ModelName;
import io.syncline.service.run.Admission;
import io.syncline.service.run.RunDescriptor;
import io.syncline.service.run.RunWork;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.run.WorkKind;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts runs, and answers when they have ended or the time of the call is over. Thread-safe. */
final class RunLauncher {

    private static final long WAIT_SECONDS = 20;

    private final ToolContext context;
    private final RunWaiter waiter;
    private final RunView view;

    RunLauncher(ToolContext context, RunWaiter waiter, RunView view) {
        this.context = context;
        this.waiter = waiter;
        this.view = view;
    }

    /** The model that a call names. */
    ModelName model(ToolCall call) {
        return context.models().resolve(call.arguments().required("model_name"));
    }

    /** Starts a run and waits for it. A client that cancels the call cancels the run. */
    Map<String, Object> launch(ToolCall call, WorkKind kind, RunWork work) throws InterruptedException {
        ModelName model = model(call);
        Admission admission = context.runs()
                .start(new RunDescriptor(kind, model, call.request().session()), work);
        return switch (admission.verdict()) {
            case STARTED -> {
                TrackedRun run = admission.run();
                call.request().cancelled().thenRun(run::cancel);
                RunWaiter.Waited waited =
                        waiter.await(run, call, call.arguments().number("wait_seconds", WAIT_SECONDS));
                yield view.of(run, waited);
            }
            case OCCUPIED -> view.refused(kind, admission.run());
            case FULL ->
                throw new InvalidCallException("As many runs as this server allows are in progress: "
                        + admission.runs().stream()
                                .map(run -> run.descriptor().kind().code() + " of "
                                        + run.descriptor().model() + " (" + run.id() + ")")
                                .collect(Collectors.joining(", "))
                        + ". Wait for one with sync_status, or end one with cancel_sync");
            case CLOSING -> throw new InvalidCallException("The server is shutting down");
        };
    }
}
