package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.core.evaluation.EvaluationComparison;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionResult;
import io.syncline.core.evaluation.RetrievalFigures;
import io.syncline.core.evaluation.SearchScope;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Evaluations as JSON. */
final class EvaluationJson {

    private EvaluationJson() {}

    static Json of(EvaluationReport report) {
        return evaluation(new Json().with("success", true), report).with("errors", List.of());
    }

    static Json of(EvaluationComparison comparison) {
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
                .with(
                        "questions",
                        Evaluations.of(report, group, SearchScope.ALL_MODELS).questions());
        for (SearchScope scope : SearchScope.values()) {
            RetrievalFigures figures = Evaluations.of(report, group, scope);
            json.with(
                    key(scope),
                    new Json()
                            .with("recall", figures.recall())
                            .with("ndcg_10", figures.ndcg())
                            .with("answered", figures.answered()));
        }
        return json;
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
                            .with("answered", result.isAnswered(scope, k))
                            .with("recall", result.recall(scope, k))
                            .with("answers", answers(result, scope)));
        }
        return json.with(
                "first_found",
                result.found().stream().limit(k).map(EvaluationJson::record).toList());
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
}
