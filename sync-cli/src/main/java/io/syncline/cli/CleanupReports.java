package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reports of cleanups as JSON and as lines. */
final class CleanupReports {

    private static final int NAMED = 10;

    private CleanupReports() {}

    static Json json(CleanupReport report) {
        return new Json().with(JsonForm.CLEANUP_REPORT, report);
    }

    static List<String> lines(CleanupReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.model() + ": " + (report.dryRun() ? "cleanup, dry run, " : "cleanup ")
                + Reports.ending(report.outcome()) + " in " + Text.duration(report.duration()));
        if (report.recordsStored() > 0 || report.success()) {
            lines.add("  " + Text.count(report.recordsStored(), "record") + " stored, "
                    + Text.number(report.recordsStale()) + " no longer in the source, "
                    + Text.number(report.recordsDeleted()) + " deleted");
        }
        if (report.recordsInQuarantine() + report.recordsQuarantined() + report.recordsLifted() > 0) {
            lines.add("  quarantine: " + Text.number(report.recordsQuarantined()) + " added, "
                    + Text.number(report.recordsLifted()) + " restored, " + Text.number(report.recordsInQuarantine())
                    + " hidden; '--undo' restores all");
        }
        if (report.recordsStale() > report.recordsDeleted()) {
            lines.add("  ids not deleted: " + first(report));
        }
        if (report.outcome() == RunOutcome.REFUSED_BY_GUARD) {
            lines.add("  " + (report.dryRun() ? "check these records in the source" : "check with --dry-run")
                    + "; --max-delete-share, --max-delete-count or --ignore-limits allow more");
        }
        return lines;
    }

    private static String first(CleanupReport report) {
        String ids = report.staleRecords().stream()
                .limit(NAMED)
                .map(WrittenIds::shown)
                .collect(Collectors.joining(", "));
        return report.recordsStale() > NAMED ? ids + ", and more" : ids;
    }
}
