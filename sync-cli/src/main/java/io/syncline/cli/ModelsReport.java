package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary of the answers about several models. */
final class ModelsReport {

    private static final int NAMED = 10;
    private static final String COST = "cost_usd";

    private final List<ModelAnswer> answers;
    private final Duration duration;

    ModelsReport(List<ModelAnswer> answers, Duration duration) {
        this.answers = List.copyOf(answers);
        this.duration = duration;
    }

    int status() {
        return ExitCode.worst(answers.stream().map(ModelAnswer::status).toList());
    }

    Json json() {
        Json json = new Json()
                .with("success", status() == ExitCode.SUCCESS)
                .with("exit_status", status())
                .with("models_total", answers.size())
                .with("models_succeeded", answers.size() - unsuccessful().size());
        totals().forEach(json::with);
        return json.with("duration_ms", duration.toMillis())
                .with("models", answers.stream().map(ModelAnswer::json).toList());
    }

    /** One line, such as {@code 3 models in 4.2 s: 2 succeeded, 1 did not (sale.order); 12 records embedded}. */
    String line() {
        List<ModelName> unsuccessful = unsuccessful();
        String names =
                unsuccessful.stream().limit(NAMED).map(ModelName::toString).collect(Collectors.joining(", "));
        String line = Text.count(answers.size(), "model") + " in " + Text.duration(duration) + ": "
                + Text.number(answers.size() - unsuccessful.size()) + " succeeded"
                + (unsuccessful.isEmpty()
                        ? ""
                        : ", " + Text.number(unsuccessful.size()) + " did not (" + names
                                + (unsuccessful.size() > NAMED ? ", and more" : "") + ")");
        String totals = totals().entrySet().stream()
                .map(total -> label(total.getKey(), total.getValue()))
                .collect(Collectors.joining(", "));
        return totals.isEmpty() ? line : line + "; " + totals;
    }

    private static String label(String name, BigDecimal total) {
        return name.equals(COST)
                ? "price: " + Plans.dollars(total)
                : Text.number(total.longValue()) + " " + name.replaceFirst("^(records)_(.*)$", "$1 $2");
    }

    private List<ModelName> unsuccessful() {
        return answers.stream()
                .filter(answer -> answer.status() != ExitCode.SUCCESS)
                .map(ModelAnswer::model)
                .toList();
    }

    /** What all answers together count; the price only if each that counts anything knows its own. */
    private Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        answers.forEach(answer -> answer.counts().forEach((name, count) -> totals.merge(name, count, BigDecimal::add)));
        if (!answers.stream()
                .map(ModelAnswer::counts)
                .allMatch(counts -> counts.isEmpty() || counts.containsKey(COST))) {
            totals.remove(COST);
        }
        return totals;
    }
}
