package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.evaluation.AnswerDraft;
import io.syncline.core.evaluation.QuestionDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsFileTest {

    private static final ModelName DESKS = ModelName.of("product.template");
    private static final ModelName PEOPLE = ModelName.of("res.partner");

    @TempDir
    private Path directory;

    private List<QuestionDraft> read(String text) throws IOException {
        Files.writeString(directory.resolve("questions.yaml"), text);
        return QuestionsFile.read(directory, Path.of("questions.yaml"));
    }

    @Test
    void questionShouldHaveItsAnswersByModel() throws IOException {
        assertThat(read("""
                questions:
                  - ask: How much is the ${large} cabinet?
                    group: prices
                    answers:
                      product.template: [14, Large Cabinet, '15']
                      res.partner: Azure Interior
                    any: true
                    shows: ["320", EUR]
                """)).singleElement().satisfies(draft -> {
            assertThat(draft.text()).isEqualTo("How much is the ${large} cabinet?");
            assertThat(draft.group()).isEqualTo("prices");
            assertThat(draft.answers())
                    .containsExactly(
                            AnswerDraft.byId(DESKS, RecordId.of(14)),
                            AnswerDraft.byName(DESKS, "Large Cabinet"),
                            AnswerDraft.byName(DESKS, "15"),
                            AnswerDraft.byName(PEOPLE, "Azure Interior"));
            assertThat(draft.anySuffices()).isTrue();
            assertThat(draft.facts()).containsExactly("320", "EUR");
        });
    }

    @Test
    void groupAndFactsShouldBeOptional() throws IOException {
        QuestionDraft draft =
                read("questions: [{ask: Who?, answers: {res.partner: 1}}]").get(0);

        assertThat(draft.group()).isEmpty();
        assertThat(draft.facts()).isEmpty();
        assertThat(draft.anySuffices()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "questions: [] | 'questions' must be a list of questions",
                "questions: [{answers: {res.partner: 1}}] | questions.yaml:1: A question needs the key 'ask'",
                "questions: [{ask: Who?}] | The question 'Who?' needs the key 'answers'",
                "questions: [{ask: Who?, answers: {res.partner: []}}] | needs the key 'answers'",
                "questions: [{ask: Who?, answers: {res.partner: ''}}] | must be an id or the name of a record",
                "questions: [{ask: Who?, answers: {Not A Model: 1}}] | Not A Model",
                "questions: [{ask: Who?, answers: {res.partner: 1}, any: perhaps}] | 'any' must be true or false",
                "questions: [{ask: Who?, answers: {res.partner: 1}, shows: ['']}] | 'shows' must be a text",
                "questions: [{ask: Who?, answer: {res.partner: 1}}] | answer",
                "questions: [Who?] | A question needs the keys 'ask' and 'answers'",
            })
    void mistakeShouldBeNamed(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }
}
