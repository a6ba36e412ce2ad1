package io.syncline.core.evaluation;

import java.util.List;

/**
 * The answers of one search to all questions.
 *
 * @param k how many records count for the recall
 * @param results in the order of the questions
 */
public record EvaluationReport(int k, List<QuestionResult> results) {

    /** Copies the list. */
    public EvaluationReport {
        results = List.copyOf(results);
    }

    /** The groups of the questions, in their order; without the empty one. */
    public List<String> groups() {
        return results.stream()
                .map(result -> result.question().group())
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }

    /** The results of the questions of one group. */
    public List<QuestionResult> of(String group) {
        return results.stream()
                .filter(result -> result.question().group().equals(group))
                .toList();
    }

    /** Means over all questions. */
    public RetrievalFigures figures(SearchScope scope) {
        return RetrievalFigures.of(results, scope, k);
    }

    /** Means over the questions of one group. */
    public RetrievalFigures figures(SearchScope scope, String group) {
        return RetrievalFigures.of(of(group), scope, k);
    }

    /** The questions whose answers are not all among the first {@link #k()} records, or none if any suffices. */
    public List<QuestionResult> misses(SearchScope scope) {
        return results.stream().filter(result -> !result.isFound(scope, k)).toList();
    }
}
