package io.syncline.cli;

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
import java.util.stream.Collectors;

/** Evaluations as text. */
final class Evaluations {

    private static final int GROUP_WIDTH = 24;
    private static final int TEXT_WIDTH = 90;
    private static final int FIRST_FOUND = 3;
    private static final String ALL = "all questions";

    private Evaluations() {}

    static List<String> lines(EvaluationReport report) {
        List<String> lines = new ArrayList<>(table(report));
        lines.addAll(misses(report));
        lines.addAll(unanswered(report));
        return lines;
    }

    static List<String> lines(EvaluationComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("Before:");
        lines.addAll(table(comparison.before()));
        lines.add("After:");
        lines.addAll(table(comparison.after()));
        for (SearchScope scope : SearchScope.values()) {
            changes(lines, "Found only after the change, ", scope, comparison.gained(scope));
            changes(lines, "No longer found, ", scope, comparison.lost(scope));
        }
        lines.addAll(misses(comparison.after()));
        lines.addAll(unanswered(comparison.after()));
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
        String pattern = "%-" + GROUP_WIDTH + "s %9s   %10s %8s %9s   %10s %8s %9s";
        lines.add(String.format(Locale.ROOT, pattern, "", "", "all models", "", "", "right model", "", ""));
        String recall = "recall@" + report.k();
        lines.add(String.format(
                Locale.ROOT, pattern, "", "questions", recall, "nDCG@10", "answered", recall, "nDCG@10", "answered"));
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
                figure(all.answered()),
                figure(right.recall()),
                figure(right.ndcg()),
                figure(right.answered()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The figures of a group; an empty name means all questions. */
    static RetrievalFigures of(EvaluationReport report, String group, SearchScope scope) {
        return group.isEmpty() ? report.figures(scope) : report.figures(scope, group);
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

    /** Questions whose answers are found, but do not show what was asked. */
    private static List<String> unanswered(EvaluationReport report) {
        List<QuestionResult> unanswered = report.results().stream()
                .filter(result -> !result.isAnswered(SearchScope.ALL_MODELS, report.k()))
                .filter(result -> result.isFound(SearchScope.ALL_MODELS, report.k()))
                .toList();
        if (unanswered.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Found, but not answered: neither text nor payload of the record shows what is asked for by "
                + Text.count(unanswered.size(), "question"));
        for (QuestionResult result : unanswered) {
            lines.add("  " + Text.fit(result.question().text(), TEXT_WIDTH));
            lines.add("      expected " + expected(result, report.k()) + " to show "
                    + String.join(", ", result.question().facts()));
        }
        return lines;
    }

    private static String expected(QuestionResult miss, int k) {
        return miss.ranks(SearchScope.RIGHT_MODEL).entrySet().stream()
                .map(rank -> rank.getKey()
                        + (rank.getValue().isPresent() && rank.getValue().getAsInt() <= k
                                ? " (" + rank.getValue().getAsInt() + ". in its model)"
                                : " (not among the first " + k + " of its model)"))
                .collect(Collectors.joining(", "));
    }
}
