package io.syncline.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of searches whose answers are given. */
class EvaluatorTest {

    private static final ModelName DESKS = ModelName.of("product.template");
    private static final ModelName PEOPLE = ModelName.of("res.partner");

    private final Map<String, List<ExpectedRecord>> answers = new HashMap<>();
    private final List<SearchRequest> requests = new ArrayList<>();

    private static ExpectedRecord desk(long id) {
        return new ExpectedRecord(DESKS, RecordId.of(id));
    }

    private static ExpectedRecord person(long id) {
        return new ExpectedRecord(PEOPLE, RecordId.of(id));
    }

    private List<SearchHit> search(SearchRequest request) {
        requests.add(request);
        return answers.getOrDefault(request.query(), List.of()).stream()
                .filter(record -> request.models().isEmpty() || request.models().contains(record.model()))
                .limit(request.limit())
                .map(record ->
                        new SearchHit(record.model(), record.id(), 0.5, "text", 0, Map.of(), HitRanks.byMeaning(1)))
                .toList();
    }

    private QuestionResult ask(Question question, ExpectedRecord... found) {
        answers.put(question.text(), List.of(found));
        return new Evaluator(this::search, 5).ask(List.of(question)).results().get(0);
    }

    private static Question all(ExpectedRecord... expected) {
        return new Question("Which desks?", "facts", List.of(expected), false, List.of());
    }

    private static Question any(ExpectedRecord... expected) {
        return new Question("Which desk?", "facts", List.of(expected), true, List.of());
    }

    @Test
    void firstHitShouldHaveFullFigures() {
        QuestionResult result = ask(all(desk(1)), desk(1), desk(2));

        assertThat(result.recall(SearchScope.ALL_MODELS, 1)).isEqualTo(1);
        assertThat(result.ndcg(SearchScope.ALL_MODELS, 10)).isEqualTo(1);
        assertThat(result.isFound(SearchScope.RIGHT_MODEL, 1)).isTrue();
    }

    @Test
    void rankShouldLowerTheGainByItsLogarithm() {
        QuestionResult result = ask(all(desk(3)), desk(1), desk(2), desk(3));

        assertThat(result.ndcg(SearchScope.ALL_MODELS, 10)).isCloseTo(0.5, within(1e-9));
        assertThat(result.recall(SearchScope.ALL_MODELS, 2)).isZero();
        assertThat(result.recall(SearchScope.ALL_MODELS, 3)).isEqualTo(1);
    }

    @Test
    void recordsOfOtherModelsShouldNotCountWithinTheRightOne() {
        QuestionResult result = ask(all(desk(9)), person(1), person(2), desk(9));

        assertThat(result.ranks(SearchScope.ALL_MODELS)).containsEntry(desk(9), OptionalInt.of(3));
        assertThat(result.ranks(SearchScope.RIGHT_MODEL)).containsEntry(desk(9), OptionalInt.of(1));
        assertThat(result.ndcg(SearchScope.RIGHT_MODEL, 10)).isEqualTo(1);
    }

    @Test
    void allAnswersShouldBeWantedUnlessAnySuffices() {
        QuestionResult wanted = ask(all(desk(1), desk(2)), desk(1), desk(5));
        QuestionResult sufficient = ask(any(desk(1), desk(2)), desk(5), desk(1));

        assertThat(wanted.recall(SearchScope.ALL_MODELS, 10)).isEqualTo(0.5);
        assertThat(wanted.isFound(SearchScope.ALL_MODELS, 10)).isFalse();
        // one of two at the first rank: 1 / (1 + 1 / log2(3))
        assertThat(wanted.ndcg(SearchScope.ALL_MODELS, 10)).isCloseTo(0.6131, within(1e-4));
        assertThat(sufficient.recall(SearchScope.ALL_MODELS, 10)).isEqualTo(1);
        assertThat(sufficient.ndcg(SearchScope.ALL_MODELS, 10)).isCloseTo(0.6309, within(1e-4));
    }

    @Test
    void answersOfTwoModelsShouldBeSearchedInEach() {
        QuestionResult result = ask(all(desk(1), person(2)), person(7), person(2), desk(1));

        assertThat(requests).extracting(SearchRequest::models).containsExactly(Set.of(), Set.of(DESKS), Set.of(PEOPLE));
        assertThat(result.recall(SearchScope.RIGHT_MODEL, 1)).isEqualTo(0.5);
        assertThat(result.recall(SearchScope.RIGHT_MODEL, 2)).isEqualTo(1);
        // the desk is first in its model, the person second
        assertThat(result.ndcg(SearchScope.RIGHT_MODEL, 10)).isCloseTo((1 + 0.6309) / 2, within(1e-4));
    }

    @Test
    void noHitsShouldBeAMissWithoutRanks() {
        QuestionResult result = ask(all(desk(1)));

        assertThat(result.recall(SearchScope.ALL_MODELS, 10)).isZero();
        assertThat(result.ndcg(SearchScope.ALL_MODELS, 10)).isZero();
        assertThat(result.ranks(SearchScope.RIGHT_MODEL)).containsEntry(desk(1), OptionalInt.empty());
    }

    @Test
    void reportShouldAverageGroupsAndListMisses() {
        Question found = new Question("found", "prices", List.of(desk(1)), false, List.of());
        Question missed = new Question("missed", "people", List.of(desk(2)), false, List.of());
        answers.put("found", List.of(desk(1)));

        EvaluationReport report = new Evaluator(this::search, 10).ask(List.of(found, missed));

        assertThat(report.groups()).containsExactly("prices", "people");
        assertThat(report.figures(SearchScope.ALL_MODELS)).isEqualTo(new RetrievalFigures(2, 0.5, 0.5, 0.5));
        assertThat(report.figures(SearchScope.ALL_MODELS, "people")).isEqualTo(new RetrievalFigures(1, 0, 0, 0));
        assertThat(report.misses(SearchScope.ALL_MODELS))
                .extracting(QuestionResult::question)
                .containsExactly(missed);
    }

    @Test
    void searchShouldAskForNoMoreThanWhatCounts() {
        new Evaluator(this::search, 30).ask(List.of(all(desk(1))));
        new Evaluator(this::search, 3).ask(List.of(all(desk(1))));

        assertThat(requests).extracting(SearchRequest::limit).containsExactly(30, 30, 10, 10);
        assertThat(requests)
                .as("as the sink can")
                .allMatch(request -> request.hybrid().isEmpty());
    }

    @Test
    void comparisonShouldListWhatWasGainedAndLost() {
        List<Question> questions = Stream.of("stays", "won", "lost")
                .map(text -> new Question(text, "", List.of(desk(1)), false, List.of()))
                .toList();
        answers.put("stays", List.of(desk(1)));
        answers.put("lost", List.of(desk(1)));
        EvaluationReport before = new Evaluator(this::search, 10).ask(questions);
        answers.put("won", List.of(desk(1)));
        answers.remove("lost");
        EvaluationReport after = new Evaluator(this::search, 10).ask(questions);

        EvaluationComparison comparison = new EvaluationComparison(before, after);

        assertThat(comparison.gained(SearchScope.ALL_MODELS))
                .extracting(Question::text)
                .containsExactly("won");
        assertThat(comparison.lost(SearchScope.RIGHT_MODEL))
                .extracting(Question::text)
                .containsExactly("lost");
    }

    @Test
    void reportsOnOtherQuestionsShouldNotBeCompared() {
        EvaluationReport one = new Evaluator(this::search, 10).ask(List.of(all(desk(1))));
        EvaluationReport other = new Evaluator(this::search, 10).ask(List.of(all(desk(2))));

        assertThatThrownBy(() -> new EvaluationComparison(one, other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void questionShouldNeedDistinctAnswers() {
        assertThatThrownBy(() -> all()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all(desk(1), desk(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "849, Price: 849.00 EUR, true",
        "849, 'Total: 1,849 EUR', false",
        "849, 849.5 EUR, false",
        "849, 12.849, false",
        "11450, 'from 11,450.0 on', true",
        "19.5, Price 19.50 EUR, true",
        "19.5, Price 19.55 EUR, false",
        "Not Paid, 'Payment:  not paid', true",
        "paid, unpaid, false",
    })
    void answerShouldShowTheFact(String fact, String text, boolean shown) {
        SearchHit inText = new SearchHit(DESKS, RecordId.of(1), 0.5, text, 0, Map.of(), HitRanks.byMeaning(1));
        SearchHit inPayload =
                new SearchHit(DESKS, RecordId.of(1), 0.5, "", 0, Map.of("price", text), HitRanks.byMeaning(1));
        Question question = new Question("How much?", "", List.of(desk(1)), false, List.of(fact));

        for (SearchHit hit : List.of(inText, inPayload)) {
            QuestionResult result = new Evaluator(request -> List.of(hit), 10)
                    .ask(List.of(question))
                    .results()
                    .get(0);

            assertThat(result.isFound(SearchScope.ALL_MODELS, 10)).isTrue();
            assertThat(result.isAnswered(SearchScope.ALL_MODELS, 10)).isEqualTo(shown);
            assertThat(result.isAnswered(SearchScope.RIGHT_MODEL, 10)).isEqualTo(shown);
        }
    }

    @Test
    void factOfAnotherRecordShouldNotAnswer() {
        SearchHit other = new SearchHit(DESKS, RecordId.of(2), 0.9, "849 EUR", 0, Map.of(), HitRanks.byMeaning(1));
        SearchHit own = new SearchHit(DESKS, RecordId.of(1), 0.5, "a desk", 0, Map.of(), HitRanks.byMeaning(1));
        Question question = new Question("How much?", "", List.of(desk(1)), false, List.of("849"));

        QuestionResult result = new Evaluator(request -> List.of(other, own), 10)
                .ask(List.of(question))
                .results()
                .get(0);

        assertThat(result.isAnswered(SearchScope.ALL_MODELS, 10)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void numberOfRecordsShouldBeInRange(int k) {
        assertThatThrownBy(() -> new Evaluator(this::search, k))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k'");
    }
}
