package io.syncline.server.internal.api;

import io.syncline.api.CleanupReport;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.json.JsonForm;
import io.syncline.server.internal.view.View;
import io.syncline.service.memory.RunRecord;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.TrackedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs of this process. */
final class RunsView {

    private RunsView() {}

    /** A run with its report. */
    static View of(TrackedRun run) {
        return head(run).with("report", run.end().map(RunsView::report));
    }

    private static View head(TrackedRun run) {
        Optional<RunProgress> progress = run.latestProgress();
        return new View()
                .with("run_id", run.id())
                .with("model_name", run.descriptor().model())
                .with("kind", run.descriptor().kind())
                .with("requested_by", run.descriptor().session())
                .with("state", run.end().isPresent() ? "ended" : "running")
                .with("outcome", run.end().map(EndedRun::outcome))
                .with("started_at", run.startedAt())
                .with("duration_ms", run.elapsed())
                .with("records_done", progress.map(RunProgress::processed))
                .with("records_total", progress.map(RunProgress::total))
                .with("percent", progress.map(RunProgress::percent));
    }

    /** The report of a run, whatever it did; of one without a report, its outcome. */
    private static Map<String, @Nullable Object> report(EndedRun end) {
        if (end instanceof EndedRun.Synced synced) {
            return JsonForm.SYNC_REPORT.of(synced.report());
        } else if (end instanceof EndedRun.CleanedUp cleanedUp) {
            return JsonForm.CLEANUP_REPORT.of(cleanedUp.report());
        } else if (end instanceof EndedRun.Compared compared) {
            return JsonForm.VERIFY_REPORT.of(compared.report());
        } else if (end instanceof EndedRun.Planned planned) {
            return JsonForm.PLAN_REPORT.of(planned.report());
        }
        EndedRun.Unreported unreported = (EndedRun.Unreported) end;
        return new View()
                .with("success", false)
                .with("outcome", unreported.outcome())
                .with("errors", List.of(unreported.problem()))
                .members();
    }

    /** A run that ended, in this process or another one, for a chart. */
    static View of(RunRecord run) {
        return new View()
                .with("run_id", run.id())
                .with("kind", run.kind())
                .with("outcome", run.outcome())
                .with("started_at", run.startedAt())
                .with("duration_ms", run.duration())
                .with("records_embedded", run.embedded())
                .with("records_deleted", run.deleted())
                .with("records_quarantined", run.hidden())
                .with("records_failed", run.failed())
                .with("problem", run.problem());
    }

    /** A run for a list. */
    static View summary(TrackedRun run) {
        View view = head(run);
        run.end().ifPresent(end -> {
            Optional<SyncReport> sync =
                    end instanceof EndedRun.Synced synced ? Optional.of(synced.report()) : Optional.empty();
            Optional<CleanupReport> cleanup =
                    end instanceof EndedRun.CleanedUp cleanedUp ? Optional.of(cleanedUp.report()) : Optional.empty();
            view.with("records_embedded", sync.map(SyncReport::recordsEmbedded).orElse(0L))
                    .with(
                            "records_deleted",
                            sync.map(SyncReport::recordsDeleted)
                                    .or(() -> cleanup.map(CleanupReport::recordsDeleted))
                                    .orElse(0L))
                    .with(
                            "records_quarantined",
                            sync.map(SyncReport::recordsQuarantined)
                                    .or(() -> cleanup.map(CleanupReport::recordsQuarantined))
                                    .orElse(0L))
                    .with("records_failed", sync.map(SyncReport::recordsFailed).orElse(0L))
                    .with("problem", problem(end));
        });
        return view;
    }

    private static Optional<Object> problem(EndedRun end) {
        return report(end).get("errors") instanceof List<?> errors && !errors.isEmpty()
                ? Optional.of(errors.get(0))
                : Optional.empty();
    }
}
