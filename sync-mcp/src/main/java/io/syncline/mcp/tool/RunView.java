package io.syncline.mcp.tool;

import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.mcp.run.EndedRun;
import io.syncline.mcp.run.ProgressBoard;
import io.syncline.mcp.run.TrackedRun;
import io.syncline.mcp.run.WorkKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs as answers show them. */
final class RunView {

    static final String RUNNING = "running";
    static final String FINISHED = "finished";
    static final String REFUSED = "refused";

    private RunView() {}

    /** A run of this server. */
    static Map<String, Object> of(TrackedRun run, ProgressBoard board) {
        Map<String, Object> view = new LinkedHashMap<>();
        Optional<EndedRun> end = run.end();
        view.put("state", end.map(RunView::state).orElse(RUNNING));
        view.put("run_id", run.id());
        view.put("kind", run.ticket().kind().code());
        view.put("model_name", run.ticket().model().value());
        view.put("message", end.map(EndedRun::message).orElseGet(() -> message(run, board)));
        view.put("started_at", run.startedAt().toString());
        view.put("elapsed_ms", run.elapsed().toMillis());
        if (end.isPresent()) {
            view.putAll(end.get().report());
        } else {
            run.latestProgress().ifPresent(progress -> put(view, progress));
            board.pause(run.ticket().model()).ifPresent(pause -> view.put("waiting_for", pause(pause)));
        }
        return view;
    }

    private static String state(EndedRun end) {
        return String.valueOf(end.report().get("outcome")).startsWith(REFUSED) ? REFUSED : FINISHED;
    }

    private static void put(Map<String, Object> view, RunProgress progress) {
        view.put("records_done", progress.processed());
        progress.total().ifPresent(total -> view.put("records_total", total));
        progress.percent().ifPresent(percent -> view.put("percent", percent));
    }

    private static String pause(RunPause pause) {
        return UntrustedText.message(pause.waitingFor());
    }

    private static String message(TrackedRun run, ProgressBoard board) {
        return run.ticket().kind().noun() + " of " + run.ticket().model() + " in progress"
                + progress(run.latestProgress())
                + board.pause(run.ticket().model())
                        .map(pause -> ", " + UntrustedText.message(pause.describe()))
                        .orElse("")
                + (run.isCancelled() ? ", being cancelled" : "")
                + ". It goes on by itself; call sync_status with this run_id to follow it";
    }

    /** Where a run is, as the end of a clause; empty if that is not known. */
    static String progress(Optional<RunProgress> latest) {
        return latest.filter(
                        progress -> progress.processed() > 0 || progress.total().isPresent())
                .map(progress -> ", " + Sentences.progress(progress.processed(), progress.total(), progress.percent()))
                .orElse("");
    }

    /** A run that was not started, since another one of its model is in progress in this server. */
    static Map<String, Object> refused(WorkKind kind, TrackedRun holder) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("state", REFUSED);
        view.put("run_id", holder.id());
        view.put("kind", kind.code());
        view.put("model_name", holder.ticket().model().value());
        view.put(
                "message",
                holder.ticket().kind().noun() + " already in progress for "
                        + holder.ticket().model() + ", started "
                        + Sentences.ago(holder.elapsed()) + progress(holder.latestProgress())
                        + ". Nothing was started; call sync_status with this run_id to follow it");
        view.put("success", false);
        view.put("outcome", "refused_in_progress");
        holder.latestProgress().ifPresent(progress -> put(view, progress));
        if (kind == WorkKind.SYNC) {
            view.put("records_processed", 0);
            view.put("records_embedded", 0);
            view.put("records_failed", 0);
        }
        return view;
    }
}
