package io.syncline.cli;

import io.syncline.api.LeftOutField;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewedChunk;
import io.syncline.api.PreviewedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Previews as JSON and as lines. */
final class Previews {

    private Previews() {}

    /** What a person named and the source does not have; empty if there is nothing. */
    static List<String> problems(PreviewReport report) {
        return report.missing().isEmpty()
                ? List.of()
                : List.of(report.model() + " "
                        + report.missing().stream().map(RecordId::toString).collect(Collectors.joining(", "))
                        + ": no such record in the source for this user and the filters of the configuration");
    }

    static Json json(PreviewReport report) {
        return new Json().with(JsonForm.PREVIEW_REPORT, report).with("errors", problems(report));
    }

    static List<String> lines(PreviewReport report) {
        List<String> lines = new ArrayList<>();
        report.records().forEach(record -> addRecord(report, record, lines));
        lines.add(Text.count(report.records().size(), "record") + ", about " + Text.count(report.tokens(), "token")
                + ", price: " + report.cost().map(Plans::dollars).orElse("unknown; set 'price-per-million-tokens'"));
        LeftOutField.namesByReason(report.leftOutFields())
                .forEach((reason, names) -> lines.add("left out, " + reason + ": " + String.join(", ", names)));
        report.restrictedFields()
                .forEach(field ->
                        lines.add("not readable: " + field.name() + " (" + Reports.lower(field.reason()) + ")"));
        return lines;
    }

    private static void addRecord(PreviewReport report, PreviewedRecord record, List<String> lines) {
        String head = report.model() + " " + record.id();
        if (!record.problem().isEmpty()) {
            lines.add("=== " + head + ": would fail: " + record.problem());
        } else if (record.chunks().isEmpty()) {
            lines.add("=== " + head + ": empty, would not be stored");
        } else {
            lines.add("=== " + head + ": " + Text.count(record.chunks().size(), "chunk") + ", "
                    + Text.count(record.tokens(), "token"));
        }
        int number = 0;
        for (PreviewedChunk chunk : record.chunks()) {
            number++;
            if (record.chunks().size() > 1) {
                lines.add("--- chunk " + number + ", " + Text.count(chunk.tokens(), "token"));
            }
            chunk.text().lines().forEach(lines::add);
        }
        if (!record.payload().isEmpty()) {
            lines.add("--- payload");
            record.payload().forEach((name, value) -> lines.add(name + ": " + value));
        }
        lines.add("");
    }
}
