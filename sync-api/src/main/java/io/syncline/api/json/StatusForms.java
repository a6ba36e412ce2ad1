package io.syncline.api.json;

import io.syncline.api.ActiveRun;
import io.syncline.api.LastRun;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;

/** Models and what happens to them. */
final class StatusForms {

    private StatusForms() {}

    static JsonMembers activeRun(ActiveRun run) {
        return new JsonMembers()
                .with("kind", run.kind())
                .with("owner", run.owner())
                .with("started_at", run.startedAt())
                .with("records_done", run.done())
                .with("records_total", run.total())
                .with("percent", run.percent())
                .with("waiting_for", run.waitingFor());
    }

    static JsonMembers lastRun(LastRun run) {
        return new JsonMembers()
                .with("kind", run.kind())
                .with("outcome", run.outcome())
                .with("ended_at", run.endedAt())
                .with("problem", run.problem());
    }

    static JsonMembers status(ModelStatus status) {
        return new JsonMembers()
                .with("model_name", status.model())
                .with("last_sync_timestamp", status.lastSync())
                .with("records_synced", status.recordsSynced())
                .millis("sync_duration_ms", status.lastDuration())
                .with("records_stored", status.sinkProblem().isPresent() ? null : status.recordsStored())
                .with("sink_problem", status.sinkProblem())
                .with("records_failed", status.failedRecords())
                .with("records_touched", status.touchedRecords())
                .with("too_many_touched", status.tooManyTouched())
                .with("last_cleanup", status.lastCleanup())
                .with("watermark", status.watermark())
                .with("checkpoint", status.checkpoint())
                .with("unfinished", status.unfinished())
                .with("last_run", status.lastRun().map(StatusForms::lastRun))
                .with("active_run", status.activeRun().map(StatusForms::activeRun));
    }

    static JsonMembers progress(RunProgress progress) {
        return new JsonMembers()
                .with("model_name", progress.model())
                .with("records_fetched", progress.fetched())
                .with("records_done", progress.processed())
                .with("records_embedded", progress.embedded())
                .with("records_failed", progress.failed())
                .with("records_total", progress.total())
                .with("percent", progress.percent())
                .with("texts_embedded", progress.texts())
                .millis("elapsed_ms", progress.elapsed());
    }

    static JsonMembers pause(RunPause pause) {
        return new JsonMembers()
                .with("waiting_for", pause.waitingFor())
                .with("party", pause.party())
                .with("reason", pause.reason())
                .with("cause", pause.cause())
                .millis("lasted_ms", pause.lasted())
                .millis("retry_in_ms", pause.retryIn());
    }
}
