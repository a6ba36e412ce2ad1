package io.syncline.core.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the search found for one question. Immutable. */
public final class QuestionResult {

    private final Question question;
    private final Ranking together;
    private final List<Ranking> byModel;

    /**
     * A result.
     *
     * @param together of the search in all models
     * @param byModel of the searches in each model of the answers
     */
    QuestionResult(Question question, Ranking together, List<Ranking> byModel) {
        this.question = question;
        this.together = together;
        this.byModel = List.copyOf(byModel);
    }

    /** The question. */
    public Question question() {
        return question;
    }

    private List<Ranking> rankings(SearchScope scope) {
        return scope == SearchScope.ALL_MODELS ? List.of(together) : byModel;
    }

    /**
     * The part of the answers among the first records.
     *
     * @param scope where it was asked
     * @param k how many records count, at most as many as were searched for
     * @return from 0 to 1; 1 for any of them if any suffices
     */
    public double recall(SearchScope scope, int k) {
        int found = rankings(scope).stream()
                .mapToInt(ranking -> ranking.ranks(k).size())
                .sum();
        return question.anySuffices()
                ? Math.min(found, 1)
                : (double) found / question.answers().size();
    }

    /**
     * The normalised discounted cumulative gain: 1 if the answers come first, less the further down they are. Answers of
     * several models count by their number within the right model.
     *
     * @param scope where it was asked
     * @param k how many records count
     * @return from 0 to 1
     */
    public double ndcg(SearchScope scope, int k) {
        List<Ranking> rankings = rankings(scope);
        if (question.anySuffices()) {
            return rankings.stream()
                    .mapToDouble(ranking -> ranking.ndcg(k, true))
                    .max()
                    .orElse(0);
        }
        return rankings.stream()
                        .mapToDouble(ranking ->
                                ranking.ndcg(k, false) * ranking.expected().size())
                        .sum()
                / question.answers().size();
    }

    /** Whether the first k records have all answers, or one if any suffices. */
    public boolean isFound(SearchScope scope, int k) {
        return recall(scope, k) == 1;
    }

    /**
     * Whether one of the first k records is an answer that shows the {@linkplain Question#facts() facts} in its text or its
     * payload, so that whoever reads these records can answer the question.
     */
    public boolean isAnswered(SearchScope scope, int k) {
        return rankings(scope).stream().anyMatch(ranking -> ranking.isAnswered(k));
    }

    /**
     * The answers in their order, with the rank at which the search found them.
     *
     * @param scope where it was asked
     * @return ranks from 1; empty for records that it did not find
     */
    public Map<ExpectedRecord, OptionalInt> ranks(SearchScope scope) {
        Map<ExpectedRecord, OptionalInt> ranks = new LinkedHashMap<>();
        for (ExpectedRecord answer : question.answers()) {
            int rank = rankings(scope).stream()
                    .mapToInt(ranking -> ranking.found().indexOf(answer) + 1)
                    .max()
                    .orElse(0);
            ranks.put(answer, rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank));
        }
        return ranks;
    }

    /** The records that the search in all models found, best first. */
    public List<ExpectedRecord> found() {
        return together.found();
    }
}
