package io.syncline.cli;

import io.syncline.api.Difference;
import io.syncline.api.VerifyReport;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Comparisons as JSON and as lines. */
final class VerifyReports {

    private static final int NAMED = 10;

    private VerifyReports() {}

    static Json json(VerifyReport report) {
        return new Json().with(JsonForm.VERIFY_REPORT, report);
    }

    static List<String> lines(VerifyReport report) {
        List<String> lines = new ArrayList<>();
        boolean differs = report.recordsDiffering() > 0 || report.strayPoints() > 0;
        lines.add(report.model() + ": " + (report.inSync() ? "in sync" : differs ? "out of sync" : "not compared")
                + " after " + Text.duration(report.duration()));
        if (report.inSync() || differs) {
            lines.add("  " + compared(report));
        }
        if (report.inSync() || differs || report.recordsInSource() + report.recordsStored() > 0) {
            lines.add("  " + Text.count(report.recordsInSource(), "record") + " in the source, "
                    + Text.number(report.recordsStored()) + " stored, " + Text.number(report.recordsDiffering())
                    + " differ, " + Text.number(report.recordsRepaired()) + " repaired");
        }
        if (report.recordsInQuarantine() > 0) {
            lines.add("  " + Text.number(report.recordsInQuarantine())
                    + " stored records were deleted in the source and are hidden in quarantine");
        }
        for (Map.Entry<Difference.Kind, Long> entry : report.differences().entrySet()) {
            lines.add("  " + label(entry.getKey()) + ": " + Text.number(entry.getValue()) + " ("
                    + examples(report, entry.getKey()) + ")");
        }
        addStrays(report, lines);
        addAdvice(report, differs, lines);
        return lines;
    }

    private static void addAdvice(VerifyReport report, boolean differs, List<String> lines) {
        long lacking = report.differences().getOrDefault(Difference.Kind.LACKS_FIELDS, 0L);
        boolean onlyLacking = lacking == report.recordsDiffering() && report.strayPoints() == 0;
        if (onlyLacking && lacking > 0) {
            lines.add("  the fields are stored once the source delivers them; the warnings say why it does not");
        } else if (!report.inSync() && differs && report.recordsRepaired() + report.strayPointsDeleted() == 0) {
            lines.add("  --repair fixes the differences; 'syncline explain " + report.model() + " ID' shows the cause");
        }
    }

    /** Points that no record owns; an application that filters by model finds them all the same. */
    private static void addStrays(VerifyReport report, List<String> lines) {
        if (report.strayPoints() == 0) {
            return;
        }
        String examples = report.strayExamples().stream()
                .filter(point -> point.kind().isOurs())
                .map(point -> point.point()
                        + point.record()
                                .map(record -> " of record " + WrittenIds.shown(record))
                                .orElse(""))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        lines.add("  stray points, copied or damaged: " + Text.number(report.strayPoints()) + " (" + examples
                + (report.strayPoints() > NAMED ? ", and more" : "") + ")"
                + (report.strayPointsDeleted() > 0
                        ? ", " + Text.number(report.strayPointsDeleted()) + " deleted"
                        : ""));
    }

    private static String compared(VerifyReport report) {
        return switch (report.compared()) {
            case STAMPS ->
                "compared: change times and settings, and content where these differ; --deep compares all content";
            case CONTENT -> "compared: content";
        };
    }

    private static String examples(VerifyReport report, Difference.Kind kind) {
        List<String> ids = report.examples().stream()
                .filter(example -> example.kind() == kind)
                .map(example -> WrittenIds.shown(example.id()))
                .limit(NAMED)
                .toList();
        boolean more = ids.size() < report.differences().getOrDefault(kind, 0L);
        return String.join(", ", ids) + (more ? ", and more" : "");
    }

    private static String lower(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String label(Difference.Kind kind) {
        return lower(kind).replace('_', ' ');
    }
}
