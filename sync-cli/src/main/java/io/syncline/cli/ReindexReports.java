package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports of reindexing, for programs and for people. */
final class ReindexReports {

    private static final String MISSES =
            "the questions above find too little; change fields, recipes or the embedder and"
                    + " abandon it, or lower --min-recall";

    private ReindexReports() {}

    static Json json(ReindexRun.Result result, boolean success) {
        ReindexReport compared = result.compared();
        return new Json()
                .with("success", success)
                .with("switched", compared != null && compared.switched())
                .with("serving", compared == null ? null : compared.serving())
                .with("building", compared == null || compared.switched() ? null : compared.building())
                .with("indexed", compared == null ? null : compared.indexed())
                .with("recall", compared == null ? null : compared.recall())
                .with("questions", result.evaluated() == null ? null : EvaluationJson.of(result.evaluated()))
                .with(
                        "models",
                        compared == null
                                ? List.of()
                                : compared.models().stream()
                                        .map(ReindexReports::json)
                                        .toList())
                .with("runs", result.runs().stream().map(Reports::json).toList());
    }

    private static Json json(ModelComparison model) {
        return new Json()
                .with("source", model.key().source())
                .with("model_name", model.key().model())
                .with("records_serving", model.serving())
                .with("records_new", model.building())
                .with("missing", model.missing())
                .with("stale", model.stale())
                .with("deleted", model.deleted());
    }

    static Json json(ReindexStatus status, Optional<String> condition) {
        return new Json()
                .with("success", true)
                .with("serving", status.serving().orElse(null))
                .with("building", status.building().orElse(null))
                .with("condition", condition.orElse(null))
                .with("previous", status.previous().orElse(null))
                .with("idle", status.idle());
    }

    /**
     * The collections for people.
     *
     * @param condition the options of the questions that the new one must answer, if there are any
     */
    static List<String> lines(ReindexStatus status, Optional<String> condition) {
        List<String> lines = new ArrayList<>();
        lines.add("serving: " + status.serving().orElse("no collection yet"));
        status.building()
                .ifPresent(name -> lines.add("being built: " + name + "; 'syncline reindex --all"
                        + condition.map(options -> " " + options).orElse("") + "' resumes it"));
        status.previous()
                .ifPresent(name ->
                        lines.add("served before: " + name + "; 'syncline rollback " + name + "' returns to it"));
        status.idle().forEach(name -> lines.add("idle: " + name + "; 'syncline reindex --drop-old' drops it"));
        return lines;
    }

    /**
     * A comparison for people.
     *
     * @param old the collection that served before
     */
    static List<String> lines(ReindexRun.Result result, ReindexReport compared, String old) {
        List<String> lines = new ArrayList<>();
        compared.models().forEach(model -> lines.add(line(model)));
        lines.add(String.format(Locale.ROOT, "  searches find %.1f%% of the true neighbours", 100 * compared.recall()));
        EvaluationReport evaluated = result.evaluated();
        if (evaluated != null) {
            lines.addAll(Evaluations.lines(evaluated));
        }
        if (compared.switched()) {
            lines.add("Collection " + compared.serving()
                    + " serves now. Restart applications that search with the old embedder.");
            lines.add(
                    "  'syncline rollback " + old + "' returns to the old one, 'syncline reindex --drop-old' drops it");
        } else if (compared.agrees() && result.admitted()) {
            lines.add("Collection " + compared.building() + " is ready; 'syncline reindex --all' switches to it");
        } else {
            lines.add(
                    "Collection " + compared.serving() + " stays in use; " + compared.building() + " was not dropped.");
            lines.add("  " + (result.admitted() ? hindrance(compared) : MISSES));
        }
        return lines;
    }

    private static String hindrance(ReindexReport compared) {
        if (compared.models().stream().anyMatch(model -> !model.agrees())) {
            return "run the same command again when the missing records can be stored, or add --without MODEL:ID for each that cannot";
        }
        return compared.indexed()
                ? "its searches find too little; abandon it and choose less compression"
                : "its index is not complete yet; run the same command again";
    }

    private static String line(ModelComparison model) {
        StringBuilder line = new StringBuilder("  ")
                .append(model.key().model())
                .append(": ")
                .append(Text.count(model.serving(), "record"))
                .append(" serving, ")
                .append(Text.number(model.building()))
                .append(" in the new collection");
        append(line, model.missing(), " missing");
        append(line, model.stale(), " out of date");
        append(line, model.deleted(), " no longer in the source");
        return line.toString();
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(Text.number(count)).append(what);
        }
    }
}
