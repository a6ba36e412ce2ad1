package io.syncline.mcp.internal.tool;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.VerifyRequest;
import io.syncline.core.adapter.Units;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunControl;
import io.syncline.service.run.WorkKind;
import java.util.Map;
import java.util.Optional;

/** The tools that start runs. Thread-safe. */
final class RunTools {

    private final ToolContext context;
    private final RunLauncher launcher;

    RunTools(ToolContext context, RunLauncher launcher) {
        this.context = context;
        this.launcher = launcher;
    }

    Map<String, Object> sync(ToolCall call) throws InterruptedException {
        ToolArguments arguments = call.arguments();
        SyncRequest.Builder request = SyncRequest.builder()
                .model(launcher.model(call))
                .forceFull(arguments.flag("force_full", false) || !arguments.flag("incremental", true));
        context.settings().maxCost().ifPresent(request::maxCost);
        long limit = arguments.number("test_limit", 0);
        if (limit > 0) {
            request.testLimit(limit);
        }
        SyncRequest wanted = InvalidCallException.unless(request::build);
        return launcher.launch(call, WorkKind.SYNC, control -> {
            SyncRun run = context.engine().get().start(wanted);
            control.progress(() -> Optional.of(run.progress()));
            control.onCancel(run::cancel);
            return new EndedRun.Synced(run.await());
        });
    }

    Map<String, Object> plan(ToolCall call) throws InterruptedException {
        SyncRequest wanted = SyncRequest.builder()
                .model(launcher.model(call))
                .forceFull(call.arguments().flag("force_full", false))
                .build();
        return launcher.launch(call, WorkKind.PLAN, control -> {
            PlanReport report = watched(control, wanted.model())
                    .interruptibly(() -> context.engine().get().plan(wanted));
            // one that was interrupted is of what it had read
            return control.isCancelled()
                    ? new EndedRun.Unreported(RunOutcome.CANCELLED, "Plan of " + wanted.model() + " cancelled")
                    : new EndedRun.Planned(report);
        });
    }

    Map<String, Object> cleanup(ToolCall call) throws InterruptedException {
        CleanupRequest wanted = InvalidCallException.unless(CleanupRequest.builder()
                .model(launcher.model(call))
                .dryRun(call.arguments().flag("dry_run", true))
                .maxDeleteShare(context.settings().maxDeleteShare())
                .quarantine(call.arguments().text("quarantine").flatMap(Units::duration))::build);
        return launcher.launch(
                call,
                WorkKind.CLEANUP,
                control -> watched(control, wanted.model())
                        .interruptibly(() ->
                                new EndedRun.CleanedUp(context.engine().get().cleanup(wanted))));
    }

    Map<String, Object> verify(ToolCall call) throws InterruptedException {
        VerifyRequest wanted = VerifyRequest.builder()
                .model(launcher.model(call))
                .deep(call.arguments().flag("deep", false))
                .build();
        return launcher.launch(
                call,
                WorkKind.VERIFY,
                control -> watched(control, wanted.model())
                        .interruptibly(() ->
                                new EndedRun.Compared(context.engine().get().verify(wanted))));
    }

    private RunControl watched(RunControl control, ModelName model) {
        control.progress(() -> context.progress().progress(model));
        return control;
    }
}
