package io.syncline.mcp.tool;

import io.syncline.api.ModelName;
import io.syncline.mcp.run.Admission;
import io.syncline.mcp.run.RunTicket;
import io.syncline.mcp.run.RunWork;
import io.syncline.mcp.run.TrackedRun;
import io.syncline.mcp.run.WorkKind;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts runs, and answers when they have ended or the time of the call is over. Thread-safe. */
final class RunLauncher {

    private static final long WAIT_SECONDS = 20;

    private final ToolContext context;
    private final RunWaiter waiter;

    RunLauncher(ToolContext context, RunWaiter waiter) {
        this.context = context;
        this.waiter = waiter;
    }

    /** The model that a call names. */
    ModelName model(ToolCall call) {
        return context.models().resolve(call.arguments().required("model_name"));
    }

    /** Starts a run and waits for it. A client that cancels the call cancels the run. */
    Map<String, Object> launch(ToolCall call, WorkKind kind, RunWork work) throws InterruptedException {
        ModelName model = model(call);
        Admission admission =
                context.runs().start(new RunTicket(kind, model, call.call().session()), work);
        return switch (admission.verdict()) {
            case STARTED -> {
                TrackedRun run = admission.run();
                call.call().cancelled().thenRun(run::cancel);
                waiter.await(run, call, call.arguments().number("wait_seconds", WAIT_SECONDS));
                yield RunView.of(run, context.board());
            }
            case OCCUPIED -> RunView.refused(kind, admission.run());
            case FULL ->
                throw new ToolRefusal("As many runs as this server allows are in progress: "
                        + admission.runs().stream()
                                .map(run -> run.ticket().kind().code() + " of "
                                        + run.ticket().model() + " (" + run.id() + ")")
                                .collect(Collectors.joining(", "))
                        + ". Wait for one with sync_status, or end one with cancel_sync");
            case CLOSING -> throw new ToolRefusal("The server is shutting down");
        };
    }
}
