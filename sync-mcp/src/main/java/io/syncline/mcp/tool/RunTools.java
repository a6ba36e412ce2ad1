package io.syncline.mcp.tool;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.VerifyRequest;
import io.syncline.core.adapter.Units;
import io.syncline.mcp.run.RunControl;
import io.syncline.mcp.run.WorkKind;
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
        long limit = arguments.number("test_limit", 0);
        if (limit > 0) {
            request.testLimit(limit);
        }
        SyncRequest wanted = request.build();
        return launcher.launch(call, WorkKind.SYNC, control -> {
            SyncRun run = context.engine().get().start(wanted);
            control.progress(() -> Optional.of(run.progress()));
            control.onCancel(run::cancel);
            return ReportView.of(run.await(), context.time().now());
        });
    }

    Map<String, Object> plan(ToolCall call) throws InterruptedException {
        SyncRequest wanted = SyncRequest.builder()
                .model(launcher.model(call))
                .forceFull(call.arguments().flag("force_full", false))
                .build();
        return launcher.launch(call, WorkKind.PLAN, control -> {
            Planned planned = watched(control, wanted.model()).interruptibly(() -> {
                PlanReport report = context.engine().get().plan(wanted);
                return new Planned(report, Thread.currentThread().isInterrupted());
            });
            return planned.cancelled()
                    ? ReportView.cancelled("Plan of " + wanted.model() + " cancelled")
                    : ReportView.of(planned.report());
        });
    }

    /**
     * A plan that was interrupted is of what it had read.
     *
     * @param cancelled whether it was interrupted
     */
    private record Planned(PlanReport report, boolean cancelled) {}

    Map<String, Object> cleanup(ToolCall call) throws InterruptedException {
        CleanupRequest wanted = CleanupRequest.builder()
                .model(launcher.model(call))
                .dryRun(call.arguments().flag("dry_run", true))
                .maxDeleteShare(context.settings().maxDeleteShare())
                .quarantine(call.arguments().text("quarantine").flatMap(Units::duration))
                .build();
        return launcher.launch(
                call,
                WorkKind.CLEANUP,
                control -> watched(control, wanted.model())
                        .interruptibly(() -> ReportView.of(
                                context.engine().get().cleanup(wanted),
                                context.time().now())));
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
                        .interruptibly(() -> ReportView.of(
                                context.engine().get().verify(wanted),
                                context.time().now())));
    }

    private RunControl watched(RunControl control, ModelName model) {
        control.progress(() -> context.board().progress(model));
        return control;
    }
}
