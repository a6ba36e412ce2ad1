package io.syncline.mcp.internal.tool;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.json.JsonForm;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.ServiceTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How runs ended, as answers show it. Thread-safe. */
final class ReportView {

    private final ClientForms forms;
    private final ServiceTime time;

    ReportView(ToolContext context) {
        this.forms = new ClientForms(context.messages());
        this.time = context.time();
    }

    /**
     * How a run ended.
     *
     * @param message one line for people
     * @param report what an answer shows of its report, by name, in that order
     */
    record Shown(String message, Map<String, Object> report) {}

    Shown of(EndedRun end) {
        if (end instanceof EndedRun.Synced synced) {
            return of(synced.report());
        } else if (end instanceof EndedRun.CleanedUp cleanedUp) {
            return of(cleanedUp.report());
        } else if (end instanceof EndedRun.Compared compared) {
            return of(compared.report());
        } else if (end instanceof EndedRun.Planned planned) {
            return of(planned.report());
        }
        return unreported((EndedRun.Unreported) end);
    }

    private Shown of(SyncReport report) {
        Map<String, Object> view = forms.of(JsonForm.SYNC_REPORT, report);
        blocked(view, report.blockedBy());
        String counts = ": " + report.recordsProcessed() + " records processed, " + report.recordsEmbedded()
                + " embedded, " + report.recordsUnchanged() + " unchanged, " + report.recordsFailed() + " failed";
        return end(view, "Sync of " + report.model() + " ", report.outcome(), counts);
    }

    private Shown of(PlanReport report) {
        Map<String, Object> view = ended(true, RunMessages.code(RunOutcome.COMPLETED));
        view.putAll(forms.of(JsonForm.PLAN_REPORT, report));
        view.put("errors", List.of());
        String counts = ": a sync would read " + report.recordsRead() + " records and embed " + report.recordsToEmbed()
                + " of them";
        return end(view, "Plan of " + report.model() + " ", RunOutcome.COMPLETED, counts);
    }

    private Shown of(CleanupReport report) {
        Map<String, Object> view = forms.of(JsonForm.CLEANUP_REPORT, report);
        blocked(view, report.blockedBy());
        String counts = ": of " + report.recordsStored() + " stored records, " + report.recordsStale()
                + " are no longer in the source, " + report.recordsDeleted() + " were deleted"
                + (report.dryRun() && report.recordsStale() > 0 ? "; dry_run=false deletes them" : "");
        return end(
                view,
                (report.dryRun() ? "Dry run of the cleanup of " : "Cleanup of ") + report.model() + " ",
                report.outcome(),
                counts);
    }

    private Shown of(VerifyReport report) {
        Map<String, Object> view = forms.of(JsonForm.VERIFY_REPORT, report);
        blocked(view, report.blockedBy());
        String counts = ": " + report.recordsInSource() + " records in the source, " + report.recordsStored()
                + " stored, " + report.recordsDiffering() + " differ";
        return end(view, "Comparison of " + report.model() + " ", report.outcome(), counts);
    }

    private static Shown unreported(EndedRun.Unreported end) {
        Map<String, Object> view = ended(false, RunMessages.code(end.outcome()));
        if (end.outcome() == RunOutcome.FAILED) {
            view.put("errors", List.of(end.problem()));
            view.put("data_notice", UntrustedText.NOTICE);
        }
        return new Shown(end.problem(), view);
    }

    private static Map<String, Object> ended(boolean success, String outcome) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("success", success);
        view.put("outcome", outcome);
        return view;
    }

    /** Shows the run that holds the lease, whose end a client can wait for. */
    private void blocked(Map<String, Object> view, Optional<ActiveRun> blockedBy) {
        blockedBy.ifPresent(run -> {
            view.put("blocked_by", blocker(run));
            view.put("errors", List.of(RunMessages.inProgress(run, time.now())));
        });
    }

    private Map<String, Object> blocker(ActiveRun run) {
        Map<String, Object> blocker = forms.of(JsonForm.ACTIVE_RUN, run);
        blocker.put("elapsed_ms", RunMessages.elapsed(run, time.now()).toMillis());
        return blocker;
    }

    private static Shown end(Map<String, Object> view, String subject, RunOutcome outcome, String counts) {
        if (!List.of().equals(view.get("errors")) || !List.of().equals(view.get("warnings"))) {
            view.put("data_notice", UntrustedText.NOTICE); // both may quote records
        }
        Object errors = view.getOrDefault("errors", List.of());
        String first = errors instanceof List<?> list && !list.isEmpty() ? String.valueOf(list.get(0)) : "";
        boolean ran = outcome == RunOutcome.COMPLETED
                || outcome == RunOutcome.COMPLETED_WITH_FAILURES
                || outcome == RunOutcome.CANCELLED;
        String message = outcome == RunOutcome.REFUSED_IN_PROGRESS
                ? first
                : subject + RunMessages.words(outcome) + (ran ? counts : first.isEmpty() ? "" : ": " + first);
        return new Shown(message, view);
    }
}
