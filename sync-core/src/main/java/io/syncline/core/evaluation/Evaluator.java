package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks questions in all models together and in the right model only. Each search asks for the records that count for the
 * recall, and for ten if those are fewer, since nDCG@10 rates ten. Thread-safe if the search is.
 */
public final class Evaluator {

    private final Function<SearchRequest, List<SearchHit>> search;
    private final int k;

    /**
     * An evaluator.
     *
     * @param search the search, such as {@code engine::search}
     * @param k how many records count for the recall, from 1 to 1000
     * @throws IllegalArgumentException if k is out of range
     */
    public Evaluator(Function<SearchRequest, List<SearchHit>> search, int k) {
        if (k < 1 || k > 1000) {
            throw new IllegalArgumentException("'k' must be from 1 to 1000, but is " + k);
        }
        this.search = search;
        this.k = k;
    }

    /**
     * Asks all questions, one after the other.
     *
     * @param questions the questions
     * @return the answers
     * @throws io.syncline.api.failure.SyncException if a question cannot be embedded or the sink cannot be searched
     */
    public EvaluationReport ask(List<Question> questions) {
        return new EvaluationReport(k, questions.stream().map(this::ask).toList());
    }

    private QuestionResult ask(Question question) {
        Set<ExpectedRecord> answers = Set.copyOf(question.answers());
        ShownFacts facts = new ShownFacts(question.facts());
        Ranking together = Ranking.of(answers, search.apply(request(question).build()), facts);
        List<Ranking> byModel = new ArrayList<>();
        for (ModelName model : question.models()) {
            Set<ExpectedRecord> own = answers.stream()
                    .filter(answer -> answer.model().equals(model))
                    .collect(Collectors.toSet());
            byModel.add(
                    Ranking.of(own, search.apply(request(question).model(model).build()), facts));
        }
        return new QuestionResult(question, together, byModel);
    }

    private SearchRequest.Builder request(Question question) {
        return SearchRequest.builder().query(question.text()).limit(Math.max(k, RetrievalFigures.NDCG_AT));
    }
}
