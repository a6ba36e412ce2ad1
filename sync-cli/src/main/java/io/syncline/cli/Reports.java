package io.syncline.cli;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Run reports as JSON and as lines. */
final class Reports {

    private static final Duration REPORTED_PAUSE = Duration.ofSeconds(1);

    private Reports() {}

    static Json json(SyncReport report) {
        return new Json().with(JsonForm.SYNC_REPORT, report);
    }

    /** The part of a sentence about records that have nothing to say; most models have none. */
    static String empty(long records) {
        return records == 0 ? "" : Text.number(records) + " empty, ";
    }

    static List<String> lines(SyncReport report) {
        return lines(report, false);
    }

    /**
     * A report for people.
     *
     * @param trial whether the sync was limited to some records
     */
    static List<String> lines(SyncReport report, boolean trial) {
        List<String> lines = new ArrayList<>();
        String kind = trial ? "trial sync" : kind(report);
        lines.add(report.model() + ": " + kind + " " + ending(report) + after(report));
        addCounts(report, lines);
        addEvents(report, lines);
        report.notes().forEach(note -> lines.add("  note: " + note));
        addAdvice(report, trial, lines);
        return lines;
    }

    private static void addCounts(SyncReport report, List<String> lines) {
        if (report.recordsProcessed() > 0 || report.success()) {
            lines.add("  " + Text.count(report.recordsProcessed(), "record") + " processed: "
                    + Text.number(report.recordsEmbedded()) + " embedded, " + Text.number(report.recordsUnchanged())
                    + " unchanged, " + empty(report.recordsEmpty()) + Text.number(report.recordsFailed()) + " failed"
                    + (report.recordsIncomplete() == 0
                            ? ""
                            : "; " + Text.number(report.recordsIncomplete()) + " stored without some fields"));
        }
        if (report.recordsDeleted() > 0) {
            lines.add("  " + Text.count(report.recordsDeleted(), "touched record")
                    + " deleted: not in the source any more");
        }
        if (report.recordsQuarantined() > 0) {
            lines.add("  " + Text.count(report.recordsQuarantined(), "touched record")
                    + " hidden: not in the source any more, to be deleted by a later cleanup");
        }
        if (report.tokens() > 0) {
            lines.add("  " + Text.count(report.tokens(), "token")
                    + report.cost()
                            .filter(cost -> cost.signum() > 0)
                            .map(cost -> ", " + Plans.dollars(cost))
                            .orElse(""));
        }
    }

    private static void addAdvice(SyncReport report, boolean trial, List<String> lines) {
        if (report.recordsFailed() + report.recordsIncomplete() > 0) {
            lines.add("  'syncline failures " + report.model() + "' lists these records; later runs retry them,"
                    + " and 'syncline sync " + report.model() + " --retry-failed' retries all immediately");
        }
        if (trial && report.recordsProcessed() > 0) {
            lines.add("  the model is not synced yet: the next sync starts where this one started");
        }
        if (report.outcome() == RunOutcome.CANCELLED) {
            lines.add("  progress is saved; run the same command again to resume");
        }
    }

    /** A run that failed before its first record may not have found out yet what it would read. */
    private static String kind(SyncReport report) {
        if (report.outcome() == RunOutcome.FAILED && report.recordsProcessed() == 0) {
            return "sync";
        }
        return report.syncType() == SyncType.FULL ? "full sync" : "incremental sync";
    }

    private static void addEvents(SyncReport report, List<String> lines) {
        if (!report.paused().minus(REPORTED_PAUSE).isNegative()) {
            lines.add("  paused " + Text.duration(report.paused()) + ": embedding service unavailable or rate-limited");
        }
        if (report.resumed()) {
            lines.add("  resumed an unfinished run");
        }
        if (!report.restrictedFields().isEmpty()) {
            lines.add("  fields left out: "
                    + report.restrictedFields().stream()
                            .map(field -> field.name() + " (" + label(field.reason()) + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String after(SyncReport report) {
        return switch (report.outcome()) {
            case COMPLETED, COMPLETED_WITH_FAILURES -> " in " + Text.duration(report.duration());
            case CANCELLED, FAILED -> " after " + Text.duration(report.duration());
            default -> "";
        };
    }

    private static String ending(SyncReport report) {
        boolean onlyLacking = report.outcome() == RunOutcome.COMPLETED_WITH_FAILURES
                && report.recordsFailed() == 0
                && report.recordsIncomplete() > 0;
        return onlyLacking ? "completed, but some records lack fields," : ending(report.outcome());
    }

    static String ending(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> "completed";
            case COMPLETED_WITH_FAILURES -> "completed, but some records failed,";
            case REFUSED_IN_PROGRESS -> "refused: another run is in progress";
            case REFUSED_FINGERPRINT_CHANGED ->
                "refused: its settings changed since its last sync; undo the change, or run with --full to re-embed";
            case REFUSED_DUPLICATE_SOURCE ->
                "refused: its database is stored under another source name;"
                        + " rename that one ('syncline sources rename OLD NEW'), set 'name', or run with"
                        + " --allow-duplicate-source to store both";
            case REFUSED_BY_COST -> "refused: it would exceed the cost limit";
            case REFUSED_BY_GUARD -> "refused by the deletion guard";
            case CANCELLED -> "stopped";
            case FAILED -> "failed";
        };
    }

    static @Nullable String lower(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
