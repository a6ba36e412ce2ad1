package io.syncline.api.json;

import io.syncline.api.CleanupReport;
import io.syncline.api.Difference;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.StrayPoint;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports of runs. */
final class ReportForms {

    private ReportForms() {}

    static JsonMembers sync(SyncReport report) {
        return new JsonMembers()
                .with("success", report.success())
                .with("outcome", report.outcome())
                .with("model_name", report.model())
                .with("sync_type", report.syncType())
                .with("records_processed", report.recordsProcessed())
                .with("records_embedded", report.recordsEmbedded())
                .with("records_unchanged", report.recordsUnchanged())
                .with("records_empty", report.recordsEmpty())
                .with("records_failed", report.recordsFailed())
                .with("records_incomplete", report.recordsIncomplete())
                .with("records_deleted", report.recordsDeleted())
                .with("records_quarantined", report.recordsQuarantined())
                .with("records_touched", report.recordsTouched())
                .with("chunks_embedded", report.chunksEmbedded())
                .with("tokens", report.tokens())
                .with("cost_usd", report.cost())
                .with("watermark", report.watermark())
                .millis("duration_ms", report.duration())
                .millis("waited_for_quota_ms", report.waitedForQuota())
                .millis("paused_ms", report.paused())
                .with("resumed", report.resumed())
                .with("errors", report.errors())
                .with("warnings", report.warnings())
                .with("notes", report.notes())
                .with("restricted_fields", RecordForms.restricted(report.restrictedFields()))
                .with("blocked_by", report.blockedBy().map(StatusForms::activeRun));
    }

    static JsonMembers plan(PlanReport plan) {
        return new JsonMembers()
                .with("model_name", plan.model())
                .with("sync_type", plan.syncType())
                .with("resumed", plan.resumed())
                .with("records_read", plan.recordsRead())
                .with("records_to_embed", plan.recordsToEmbed())
                .with("records_unchanged", plan.recordsUnchanged())
                .with("records_empty", plan.recordsEmpty())
                .with("records_failing", plan.recordsFailing())
                .with("chunks", plan.chunks())
                .with("requests", plan.requests())
                .with("tokens", plan.tokens())
                .with("cost_usd", plan.cost())
                .millis("time_at_quota_ms", plan.timeAtQuota())
                .with("warnings", plan.warnings());
    }

    /** A run that failed or was refused may not have got to count anything; 0 would tell that nothing is there. */
    private static @Nullable Long counted(RunOutcome outcome, long records) {
        boolean counts = outcome == RunOutcome.COMPLETED
                || outcome == RunOutcome.COMPLETED_WITH_FAILURES
                || outcome == RunOutcome.REFUSED_BY_GUARD;
        return counts || records > 0 ? Long.valueOf(records) : null;
    }

    static JsonMembers cleanup(CleanupReport report) {
        return new JsonMembers()
                .with("success", report.success())
                .with("outcome", report.outcome())
                .with("model_name", report.model())
                .with("dry_run", report.dryRun())
                .with("records_stored", counted(report.outcome(), report.recordsStored()))
                .with("records_stale", report.recordsStale())
                .with("records_deleted", report.recordsDeleted())
                .with("records_quarantined", report.recordsQuarantined())
                .with("records_lifted", report.recordsLifted())
                .with("records_in_quarantine", report.recordsInQuarantine())
                .with("stale_records", report.staleRecords())
                .millis("duration_ms", report.duration())
                .with("errors", report.errors())
                .with("warnings", report.warnings())
                .with("blocked_by", report.blockedBy().map(StatusForms::activeRun));
    }

    static JsonMembers verify(VerifyReport report) {
        return new JsonMembers()
                .with("success", report.inSync())
                .with("outcome", report.outcome())
                .with("model_name", report.model())
                .with("in_sync", report.inSync())
                .with("compared", report.compared())
                .with("records_in_source", counted(report.outcome(), report.recordsInSource()))
                .with("records_stored", counted(report.outcome(), report.recordsStored()))
                .with("records_in_quarantine", report.recordsInQuarantine())
                .with("records_differing", report.recordsDiffering())
                .with("records_repaired", report.recordsRepaired())
                .with("stray_points", report.strayPoints())
                .with("stray_points_deleted", report.strayPointsDeleted())
                .with("foreign_points", report.foreignPoints())
                .with("differences", differences(report))
                .with(
                        "examples",
                        report.examples().stream().map(ReportForms::example).toList())
                .with(
                        "stray_examples",
                        report.strayExamples().stream().map(ReportForms::stray).toList())
                .millis("duration_ms", report.duration())
                .with("errors", report.errors())
                .with("warnings", report.warnings())
                .with("blocked_by", report.blockedBy().map(StatusForms::activeRun));
    }

    private static JsonMembers differences(VerifyReport report) {
        JsonMembers differences = new JsonMembers();
        report.differences()
                .forEach((kind, count) -> differences.with(kind.name().toLowerCase(Locale.ROOT), count));
        return differences;
    }

    private static JsonMembers example(Difference example) {
        return new JsonMembers().with("record_id", example.id()).with("kind", example.kind());
    }

    private static JsonMembers stray(StrayPoint point) {
        return new JsonMembers()
                .with("point", point.point())
                .with("kind", point.kind())
                .with("record_id", point.record());
    }
}
