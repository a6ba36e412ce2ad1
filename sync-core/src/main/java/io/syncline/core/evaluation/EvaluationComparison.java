package io.syncline.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Two reports on the same questions, such as before and after a change.
 *
 * @param before the first report
 * @param after the second one
 */
public record EvaluationComparison(EvaluationReport before, EvaluationReport after) {

    /**
     * Checks the reports.
     *
     * @throws IllegalArgumentException if they are about different questions or count different numbers of records
     */
    public EvaluationComparison {
        if (before.k() != after.k() || !questions(before).equals(questions(after))) {
            throw new IllegalArgumentException("Only reports on the same questions can be compared");
        }
    }

    private static List<Question> questions(EvaluationReport report) {
        return report.results().stream().map(QuestionResult::question).toList();
    }

    /** The questions that only the second search answers. */
    public List<Question> gained(SearchScope scope) {
        return foundOnlyIn(after, before, scope);
    }

    /** The questions that only the first search answers. */
    public List<Question> lost(SearchScope scope) {
        return foundOnlyIn(before, after, scope);
    }

    private static List<Question> foundOnlyIn(EvaluationReport one, EvaluationReport other, SearchScope scope) {
        List<Question> found = new ArrayList<>();
        for (int i = 0; i < one.results().size(); i++) {
            QuestionResult result = one.results().get(i);
            if (result.isFound(scope, one.k()) && !other.results().get(i).isFound(scope, other.k())) {
                found.add(result.question());
            }
        }
        return found;
    }
}
