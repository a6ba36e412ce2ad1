package io.syncline.mcp.internal.tool;

import io.syncline.api.ProgressText;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.run.WorkKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Runs as answers show them. Thread-safe. */
final class RunView {

    private static final String RUNNING = "running";
    private static final String FINISHED = "finished";
    private static final String REFUSED = "refused";

    private final RunProgressListener listener;
    private final ClientMessages messages;
    private final ReportView reports;

    RunView(ToolContext context) {
        this.listener = context.progress();
        this.messages = context.messages();
        this.reports = new ReportView(context);
    }

    /**
     * A run of this server.
     *
     * @param waited how the call waited for it
     */
    Map<String, Object> of(TrackedRun run, RunWaiter.Waited waited) {
        Map<String, Object> view = new LinkedHashMap<>();
        Optional<EndedRun> end = run.end();
        Optional<ReportView.Shown> shown = end.map(reports::of);
        view.put("state", end.map(RunView::state).orElse(RUNNING));
        view.put("run_id", run.id());
        view.put("kind", run.descriptor().kind().code());
        view.put("model_name", run.descriptor().model().value());
        view.put("message", shown.map(ReportView.Shown::message).orElseGet(() -> message(run, waited)));
        view.put("started_at", run.startedAt().toString());
        view.put("elapsed_ms", run.elapsed().toMillis());
        if (shown.isPresent()) {
            view.putAll(shown.get().report());
        } else {
            run.latestProgress().ifPresent(progress -> put(view, progress));
            pause(run).ifPresent(pause -> view.put("waiting_for", messages.of(pause.waitingFor())));
        }
        return view;
    }

    private Optional<RunPause> pause(TrackedRun run) {
        return listener.pause(run.descriptor().model());
    }

    private static String state(EndedRun end) {
        return RunMessages.code(end.outcome()).startsWith(REFUSED) ? REFUSED : FINISHED;
    }

    private static void put(Map<String, Object> view, RunProgress progress) {
        put(view, progress.processed(), progress.total(), progress.percent());
    }

    private static void put(Map<String, Object> view, long done, OptionalLong total, OptionalInt percent) {
        view.put("records_done", done);
        total.ifPresent(count -> view.put("records_total", count));
        percent.ifPresent(value -> view.put("percent", value));
    }

    private String message(TrackedRun run, RunWaiter.Waited waited) {
        return progressMessage(run, " in progress")
                + (run.isCancelled() ? ", being cancelled" : "")
                + (waited == RunWaiter.Waited.NO_PERMIT
                        ? ". This call did not wait for its end, since " + RunWaiter.MOST_WAITING
                                + " others do: ask again in 30 s"
                        : ended(run) + "; call sync_status with this run_id to follow it");
    }

    private static String ended(TrackedRun run) {
        return run.isCancelled() ? ". It ends when what is in flight is saved" : ". It goes on by itself";
    }

    /** What a run is and where, for people. */
    String progressMessage(TrackedRun run, String state) {
        return run.descriptor().kind().noun() + " of " + run.descriptor().model() + state
                + progress(run.latestProgress())
                + pause(run).map(pause -> ", " + messages.of(pause.describe())).orElse("");
    }

    /** Where a run is, as the end of a clause; empty if that is not known. */
    private static String progress(Optional<RunProgress> latest) {
        return latest.filter(
                        progress -> progress.processed() > 0 || progress.total().isPresent())
                .map(progress -> ", " + ProgressText.done(progress.processed(), progress.total()))
                .orElse("");
    }

    /** A run that was not started, since another one of its model is in progress in this server. */
    Map<String, Object> refused(WorkKind kind, TrackedRun holder) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("state", REFUSED);
        view.put("kind", kind.code());
        view.put("model_name", holder.descriptor().model().value());
        view.put(
                "message",
                holder.descriptor().kind().noun() + " already in progress for "
                        + holder.descriptor().model() + ", started "
                        + ProgressText.ago(holder.elapsed()) + progress(holder.latestProgress())
                        + ". Nothing was started; call sync_status with the run_id " + holder.id() + " to follow it");
        view.put("success", false);
        view.put("outcome", "refused_in_progress");
        Map<String, Object> blocker = new LinkedHashMap<>();
        blocker.put("run_id", holder.id());
        blocker.put("kind", holder.descriptor().kind().code());
        blocker.put("started_at", holder.startedAt().toString());
        blocker.put("elapsed_ms", holder.elapsed().toMillis());
        holder.latestProgress().ifPresent(progress -> put(blocker, progress));
        view.put("blocked_by", blocker);
        if (kind == WorkKind.SYNC) {
            view.put("records_processed", 0);
            view.put("records_embedded", 0);
            view.put("records_failed", 0);
        }
        return view;
    }
}
