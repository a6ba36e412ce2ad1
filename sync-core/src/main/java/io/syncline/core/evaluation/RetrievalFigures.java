package io.syncline.core.evaluation;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Means over some questions.
 *
 * @param questions how many
 * @param recall mean of {@link QuestionResult#recall}; 0 if there are no questions
 * @param ndcg mean of {@link QuestionResult#ndcg} among the first {@value #NDCG_AT} records
 * @param answered the part of the questions for which {@link QuestionResult#isAnswered} holds
 */
public record RetrievalFigures(int questions, double recall, double ndcg, double answered) {

    /** How many records count for {@link #ndcg()}. */
    public static final int NDCG_AT = 10;

    /**
     * The means of some results.
     *
     * @param results of the questions
     * @param scope where they were asked
     * @param k how many records count for the recall
     */
    public static RetrievalFigures of(Collection<QuestionResult> results, SearchScope scope, int k) {
        return new RetrievalFigures(
                results.size(),
                mean(results, result -> result.recall(scope, k)),
                mean(results, result -> result.ndcg(scope, NDCG_AT)),
                mean(results, result -> result.isAnswered(scope, k) ? 1 : 0));
    }

    private static double mean(Collection<QuestionResult> results, ToDoubleFunction<QuestionResult> figure) {
        return results.stream().mapToDouble(figure).average().orElse(0);
    }
}
