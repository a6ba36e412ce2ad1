package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.core.evaluation.EvaluationComparison;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionResult;
import io.syncline.core.evaluation.RetrievalFigures;
import io.syncline.core.evaluation.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluations as text and as JSON. */
final class Evaluations {

    private static final int GROUP_WIDTH = 24;
    private static final int TEXT_WIDTH = 90;
    private static final int FIRST_FOUND = 3;
    private static final String ALL = "all questions";

    private Evaluations() {}

    static Json json(EvaluationReport report) {
        return evaluation(new Json().with("success", true), report).with("errors", List.of());
    }

    static Json json(EvaluationComparison comparison) {
        return new Json()
                .with("success", true)
                .with("before", evaluation(new Json(), comparison.before()))
                .with("after", evaluation(new Json(), comparison.after()))
                .with("gained", changes(comparison, true))
                .with("lost", changes(comparison, false))
                .with("errors", List.of());
    }

    private static Json changes(EvaluationComparison comparison, boolean gained) {
        Json changes = new Json();
        for (SearchScope scope : SearchScope.values()) {
            List<Question> questions = gained ? comparison.gained(scope) : comparison.lost(scope);
            changes.with(key(scope), questions.stream().map(Question::text).toList());
        }
        return changes;
    }

    private static String key(SearchScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static Json evaluation(Json json, EvaluationReport report) {
        Json groups = new Json();
        report.groups().forEach(group -> groups.with(group, figures(report, group)));
        return json.with("k", report.k())
                .with("questions", report.results().size())
                .with("figures", figures(report, ""))
                .with("groups", groups)
                .with(
                        "results",
                        report.results().stream()
                                .map(result -> result(result, report.k()))
                                .toList());
    }

    private static Json figures(EvaluationReport report, String group) {
        Json json = new Json()
                .with("questions", of(report, group, SearchScope.ALL_MODELS).questions());
        for (SearchScope scope : SearchScope.values()) {
            RetrievalFigures figures = of(report, group, scope);
            json.with(key(scope), new Json().with("recall", figures.recall()).with("ndcg_10", figures.ndcg()));
        }
        return json;
    }

    private static RetrievalFigures of(EvaluationReport report, String group, SearchScope scope) {
        return group.isEmpty() ? report.figures(scope) : report.figures(scope, group);
    }

    private static Json result(QuestionResult result, int k) {
        Json json = new Json()
                .with("question", result.question().text())
                .with("group", result.question().group())
                .with("any", result.question().anySuffices());
        for (SearchScope scope : SearchScope.values()) {
            json.with(
                    key(scope),
                    new Json()
                            .with("found", result.isFound(scope, k))
                            .with("recall", result.recall(scope, k))
                            .with("answers", answers(result, scope)));
        }
        return json.with(
                "first_found",
                result.found().stream()
                        .limit(k)
                        .map(Evaluations::record)
                        .toList());
    }

    private static List<Json> answers(QuestionResult result, SearchScope scope) {
        return result.ranks(scope).entrySet().stream()
                .map(rank -> record(rank.getKey()).with("rank", boxed(rank.getValue())))
                .toList();
    }

    private static @Nullable Integer boxed(OptionalInt rank) {
        return rank.isPresent() ? rank.getAsInt() : null;
    }

    private static Json record(ExpectedRecord record) {
        return new Json()
                .with("model_name", record.model())
                .with("record_id", record.id().value());
    }

    static List<String> lines(EvaluationReport report) {
        List<String> lines = new ArrayList<>(table(report));
        lines.addAll(misses(report));
        return lines;
    }

    static List<String> lines(EvaluationComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("Before:");
        lines.addAll(table(comparison.before()));
        lines.add("After:");
        lines.addAll(table(comparison.after()));
        for (SearchScope scope : SearchScope.values()) {
            changes(lines, "Answered only after the change, ", scope, comparison.gained(scope));
            changes(lines, "No longer answered, ", scope, comparison.lost(scope));
        }
        lines.addAll(misses(comparison.after()));
        return lines;
    }

    private static void changes(List<String> lines, String what, SearchScope scope, List<Question> questions) {
        if (!questions.isEmpty()) {
            lines.add("");
            lines.add(what + words(scope) + ": " + questions.size());
            questions.forEach(question -> lines.add("  " + Text.fit(question.text(), TEXT_WIDTH)));
        }
    }

    private static String words(SearchScope scope) {
        return scope == SearchScope.ALL_MODELS ? "all models together" : "within the right model";
    }

    private static List<String> table(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        String pattern = "%-" + GROUP_WIDTH + "s %9s   %10s %8s   %10s %8s";
        lines.add(String.format(Locale.ROOT, pattern, "", "", "all models", "", "right model", ""));
        String recall = "recall@" + report.k();
        lines.add(String.format(Locale.ROOT, pattern, "", "questions", recall, "nDCG@10", recall, "nDCG@10"));
        report.groups().forEach(group -> lines.add(row(pattern, group, report, group)));
        lines.add(row(pattern, ALL, report, ""));
        return lines;
    }

    private static String row(String pattern, String name, EvaluationReport report, String group) {
        RetrievalFigures all = of(report, group, SearchScope.ALL_MODELS);
        RetrievalFigures right = of(report, group, SearchScope.RIGHT_MODEL);
        return String.format(
                Locale.ROOT,
                pattern,
                Text.fit(name, GROUP_WIDTH),
                all.questions(),
                figure(all.recall()),
                figure(all.ndcg()),
                figure(right.recall()),
                figure(right.ndcg()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static List<String> misses(EvaluationReport report) {
        List<QuestionResult> misses = report.misses(SearchScope.ALL_MODELS);
        if (misses.isEmpty()) {
            return List.of("", "Every answer is among the first " + report.k() + " records.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Not among the first " + report.k() + " records of all models: the answers to "
                + Text.count(misses.size(), "question"));
        for (QuestionResult miss : misses) {
            lines.add("  " + Text.fit(miss.question().text(), TEXT_WIDTH));
            lines.add("      expected " + expected(miss, report.k()));
            lines.add("      found    "
                    + miss.found().stream()
                            .limit(FIRST_FOUND)
                            .map(ExpectedRecord::toString)
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String expected(QuestionResult miss, int k) {
        return miss.ranks(SearchScope.RIGHT_MODEL).entrySet().stream()
                .map(rank -> rank.getKey()
                        + (rank.getValue().isPresent() && rank.getValue().getAsInt() <= k
                                ? " (" + rank.getValue().getAsInt() + ". in its model)"
                                : " (not found in its model)"))
                .collect(Collectors.joining(", "));
    }
}
