package io.syncline.benchmarks.retrieval;

import io.syncline.benchmarks.Table;
import io.syncline.core.evaluation.QuestionResult;
import io.syncline.core.evaluation.RetrievalFigures;
import io.syncline.core.evaluation.SearchScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The figures of all columns as tables, and the misses of the first one. */
final class RetrievalTables {

    /** Groups whose figures are not part of the total: comparisons need a filter, German a multilingual model. */
    private static final Set<String> APART = Set.of("numeric comparisons", "German");

    private static final String TOTAL = "**all of these**";
    private static final int FEW = 5;
    private static final int MANY = 10;

    private final List<SearchColumn> columns;

    RetrievalTables(List<SearchColumn> columns) {
        this.columns = columns;
    }

    String figures(SearchScope scope) {
        return table(rows(), results -> {
            RetrievalFigures few = RetrievalFigures.of(results, scope, FEW);
            RetrievalFigures many = RetrievalFigures.of(results, scope, MANY);
            return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", few.recall(), many.recall(), many.ndcg());
        });
    }

    /** The part of the questions that the first records answer: in all models, and within the right one. */
    String answered() {
        Map<String, Predicate<String>> rows = rows();
        rows.values()
                .removeIf(group -> results(columns.get(0), group).stream()
                        .allMatch(result -> result.question().facts().isEmpty()));
        return table(
                rows,
                results -> String.format(
                        Locale.ROOT,
                        "%.2f / %.2f",
                        RetrievalFigures.of(results, SearchScope.ALL_MODELS, MANY)
                                .answered(),
                        RetrievalFigures.of(results, SearchScope.RIGHT_MODEL, MANY)
                                .answered()));
    }

    private String table(Map<String, Predicate<String>> rows, Function<List<QuestionResult>, String> cell) {
        List<String> headings = new ArrayList<>(List.of("questions", "n"));
        columns.forEach(column -> headings.add(column.name()));
        Table table = new Table(headings.toArray(String[]::new));
        rows.forEach((name, group) -> {
            List<Object> cells =
                    new ArrayList<>(List.of(name, results(columns.get(0), group).size()));
            String mark = name.equals(TOTAL) ? "**" : "";
            columns.forEach(column -> cells.add(mark + cell.apply(results(column, group)) + mark));
            table.row(cells.toArray());
        });
        return table.toString();
    }

    private Map<String, Predicate<String>> rows() {
        Map<String, Predicate<String>> rows = new LinkedHashMap<>();
        List<String> groups = columns.get(0).report().groups();
        groups.stream().filter(group -> !APART.contains(group)).forEach(group -> rows.put(group, group::equals));
        rows.put(TOTAL, group -> !APART.contains(group));
        groups.stream().filter(APART::contains).forEach(group -> rows.put(group, group::equals));
        return rows;
    }

    private static List<QuestionResult> results(SearchColumn column, Predicate<String> group) {
        return column.report().results().stream()
                .filter(result -> group.test(result.question().group()))
                .toList();
    }

    /** In which rows another column finds more than the first one, in words. */
    String columnsAhead() {
        List<String> ahead = new ArrayList<>();
        Map.of("all models together", SearchScope.ALL_MODELS, "the right model", SearchScope.RIGHT_MODEL)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(scope -> rows().forEach((name, group) -> {
                    SearchColumn best = best(group, scope.getValue());
                    if (!best.equals(columns.get(0))) {
                        ahead.add(String.format(
                                Locale.ROOT,
                                "%s in %s (%s: %.2f against %.2f)",
                                name.replace("*", ""),
                                scope.getKey(),
                                best.name(),
                                recall(best, group, scope.getValue()),
                                recall(columns.get(0), group, scope.getValue())));
                    }
                }));
        return ahead.isEmpty()
                ? "No other column has a higher recall@" + MANY + " in any row."
                : "Another column has a higher recall@" + MANY + " in: " + String.join("; ", ahead) + ".";
    }

    /** The column with the highest recall; the first of equals. */
    private SearchColumn best(Predicate<String> group, SearchScope scope) {
        SearchColumn best = columns.get(0);
        for (SearchColumn column : columns) {
            best = recall(column, group, scope) > recall(best, group, scope) ? column : best;
        }
        return best;
    }

    private static double recall(SearchColumn column, Predicate<String> group, SearchScope scope) {
        return RetrievalFigures.of(results(column, group), scope, MANY).recall();
    }

    String costs() {
        Table table = new Table("", "vectors", "tokens a record");
        columns.forEach(column -> table.row(column.name(), column.vectors(), column.tokensPerRecord()));
        return table.toString();
    }

    /** The questions that a column misses in all models together. */
    String misses(SearchColumn missing) {
        Table table = new Table("group", "question", "within the right model", "answered there");
        for (QuestionResult result : missing.report().misses(SearchScope.ALL_MODELS)) {
            table.row(
                    result.question().group(),
                    result.question().text().replace("|", "/"),
                    result.isFound(SearchScope.RIGHT_MODEL, MANY) ? "found" : "missed",
                    result.isAnswered(SearchScope.RIGHT_MODEL, MANY) ? "yes" : "no");
        }
        return table.toString();
    }

    /** The questions whose records a column finds within the right model, although the answer is in no text or payload there. */
    String unanswered(SearchColumn column) {
        Table table = new Table("group", "question");
        column.report().results().stream()
                .filter(result -> result.isFound(SearchScope.RIGHT_MODEL, MANY)
                        && !result.question().facts().isEmpty()
                        && !result.isAnswered(SearchScope.RIGHT_MODEL, MANY))
                .forEach(result -> table.row(
                        result.question().group(), result.question().text().replace("|", "/")));
        return table.toString();
    }
}
