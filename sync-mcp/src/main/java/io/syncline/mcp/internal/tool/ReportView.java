package io.syncline.mcp.internal.tool;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.ServiceTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How runs ended, as answers show it. Thread-safe. */
final class ReportView {

    private final ClientMessages messages;
    private final ServiceTime time;

    ReportView(ToolContext context) {
        this.messages = context.messages();
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
        Map<String, Object> view = ended(report.success(), RunMessages.code(report.outcome()));
        view.put("sync_type", RunMessages.code(report.syncType()));
        view.put("resumed", report.resumed());
        view.put("records_processed", report.recordsProcessed());
        view.put("records_embedded", report.recordsEmbedded());
        view.put("records_unchanged", report.recordsUnchanged());
        view.put("records_empty", report.recordsEmpty());
        view.put("records_failed", report.recordsFailed());
        view.put("records_incomplete", report.recordsIncomplete());
        view.put("chunks_embedded", report.chunksEmbedded());
        view.put("tokens", report.tokens());
        report.cost().ifPresent(cost -> view.put("cost_usd", cost));
        view.put("duration_ms", report.duration().toMillis());
        problems(view, report.errors(), report.blockedBy(), report.warnings());
        view.put("notes", messages.of(report.notes()));
        view.put(
                "restricted_fields",
                report.restrictedFields().stream()
                        .map(field -> Map.of("name", field.name(), "reason", RunMessages.code(field.reason())))
                        .toList());
        String counts = ": " + report.recordsProcessed() + " records processed, " + report.recordsEmbedded()
                + " embedded, " + report.recordsUnchanged() + " unchanged, " + report.recordsFailed() + " failed";
        return end(view, "Sync of " + report.model() + " ", report.outcome(), counts);
    }

    private Shown of(PlanReport report) {
        Map<String, Object> view = ended(true, RunMessages.code(RunOutcome.COMPLETED));
        view.put("sync_type", RunMessages.code(report.syncType()));
        view.put("resumed", report.resumed());
        view.put("records_read", report.recordsRead());
        view.put("records_to_embed", report.recordsToEmbed());
        view.put("records_unchanged", report.recordsUnchanged());
        view.put("records_empty", report.recordsEmpty());
        view.put("records_failing", report.recordsFailing());
        view.put("chunks", report.chunks());
        view.put("requests", report.requests());
        view.put("tokens", report.tokens());
        report.cost().ifPresent(cost -> view.put("cost_usd", cost));
        report.timeAtQuota().ifPresent(time -> view.put("time_at_quota_ms", time.toMillis()));
        problems(view, List.of(), Optional.empty(), report.warnings());
        String counts = ": a sync would read " + report.recordsRead() + " records and embed " + report.recordsToEmbed()
                + " of them";
        return end(view, "Plan of " + report.model() + " ", RunOutcome.COMPLETED, counts);
    }

    private Shown of(CleanupReport report) {
        Map<String, Object> view = ended(report.success(), RunMessages.code(report.outcome()));
        view.put("dry_run", report.dryRun());
        view.put("records_stored", report.recordsStored());
        view.put("records_stale", report.recordsStale());
        view.put("records_deleted", report.recordsDeleted());
        view.put("records_quarantined", report.recordsQuarantined());
        view.put("records_lifted", report.recordsLifted());
        view.put("records_in_quarantine", report.recordsInQuarantine());
        view.put(
                "stale_records",
                report.staleRecords().stream().map(RecordId::value).toList());
        view.put("duration_ms", report.duration().toMillis());
        problems(view, report.errors(), report.blockedBy(), report.warnings());
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
        Map<String, Object> view = ended(report.outcome() == RunOutcome.COMPLETED, RunMessages.code(report.outcome()));
        view.put("in_sync", report.inSync());
        view.put("compared", RunMessages.code(report.compared()));
        view.put("records_in_source", report.recordsInSource());
        view.put("records_stored", report.recordsStored());
        view.put("records_in_quarantine", report.recordsInQuarantine());
        view.put("records_differing", report.recordsDiffering());
        Map<String, Object> differences = new LinkedHashMap<>();
        report.differences().forEach((kind, count) -> differences.put(RunMessages.code(kind), count));
        view.put("differences", differences);
        view.put(
                "examples",
                report.examples().stream()
                        .map(difference -> Map.of(
                                "record_id", difference.id().value(), "kind", RunMessages.code(difference.kind())))
                        .toList());
        view.put("stray_points", report.strayPoints());
        view.put("foreign_points", report.foreignPoints());
        view.put("duration_ms", report.duration().toMillis());
        problems(view, report.errors(), report.blockedBy(), report.warnings());
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

    /** Errors, or the run that holds the lease. Errors and warnings may quote records. */
    private void problems(
            Map<String, Object> view, List<String> errors, Optional<ActiveRun> blockedBy, List<String> warnings) {
        if (blockedBy.isPresent()) {
            view.put("blocked_by", RunView.blocker(blockedBy.get(), time.now()));
            view.put("errors", List.of(RunMessages.inProgress(blockedBy.get(), time.now())));
        } else {
            view.put("errors", messages.of(errors));
        }
        view.put("warnings", messages.of(warnings));
        if (!errors.isEmpty() || !warnings.isEmpty()) {
            view.put("data_notice", UntrustedText.NOTICE);
        }
    }

    private static Shown end(Map<String, Object> view, String subject, RunOutcome outcome, String counts) {
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
