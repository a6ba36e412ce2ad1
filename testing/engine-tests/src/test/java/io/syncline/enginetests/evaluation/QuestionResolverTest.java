package io.syncline.enginetests.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.evaluation.AnswerDraft;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.evaluation.QuestionResolver;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.memory.InMemoryRecordSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions are checked against the source before anything is asked. */
class QuestionResolverTest {

    private static final ModelName DESKS = ModelName.of("product.template");
    private static final ModelName LINES = ModelName.of("sale.order.line");

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(
                    DESKS,
                    new FieldDescription("name", "Name", FieldType.TEXT),
                    new FieldDescription("display_name", "Display Name", FieldType.TEXT))
            .model(LINES, new FieldDescription("price", "Price", FieldType.DECIMAL))
            .build();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 1200; i++) {
            put(i, "Desk " + i);
        }
        put(7, "Corner");
        put(8, "Corner");
        source.put(LINES, RecordId.of(3), Map.of("price", new FieldValue.Decimal(12)));
    }

    private void put(int id, String name) {
        source.put(
                DESKS,
                RecordId.of(id),
                Map.of(
                        "name", new FieldValue.Text(name),
                        "display_name", new FieldValue.Text("[D-" + id + "] " + name)));
    }

    private static QuestionDraft draft(AnswerDraft... answers) {
        return new QuestionDraft("Which desk?", "facts", List.of(answers), true, List.of("849"));
    }

    private static AnswerDraft named(String name) {
        return AnswerDraft.byName(DESKS, name);
    }

    private List<Question> resolve(QuestionDraft... drafts) {
        return QuestionResolver.resolve(List.of(drafts), source);
    }

    @Test
    void idsAndNamesShouldBecomeRecords() {
        List<Question> questions = resolve(
                draft(AnswerDraft.byId(DESKS, RecordId.of(1100)), named("[D-1199] Desk 1199"), named("Desk 12")));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.answers())
                    .containsExactly(
                            new ExpectedRecord(DESKS, RecordId.of(1100)),
                            new ExpectedRecord(DESKS, RecordId.of(1199)),
                            new ExpectedRecord(DESKS, RecordId.of(12)));
            assertThat(question.group()).isEqualTo("facts");
            assertThat(question.anySuffices()).isTrue();
            assertThat(question.facts()).containsExactly("849");
        });
    }

    @Test
    void recordNamedTwiceShouldCountOnce() {
        assertThat(resolve(draft(named("Desk 5"), AnswerDraft.byId(DESKS, RecordId.of(5))))
                        .get(0)
                        .answers())
                .containsExactly(new ExpectedRecord(DESKS, RecordId.of(5)));
    }

    @Test
    void archivedRecordShouldBeFound() {
        source.archive(DESKS, RecordId.of(5));

        assertThat(resolve(draft(named("Desk 5")))).hasSize(1);
    }

    @Test
    void allMissingRecordsShouldBeListed() {
        assertThatThrownBy(() -> resolve(
                        draft(AnswerDraft.byId(DESKS, RecordId.of(4711))),
                        draft(named("Desk 1")),
                        draft(named("Sofa"))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("'Which desk?' expects product.template 4711, which does not exist in the source")
                .hasMessageContaining("expects product.template 'Sofa', which does not exist")
                .hasMessageNotContaining("Desk 1'");
    }

    @Test
    void ambiguousNameShouldBeRefusedWithTheIds() {
        assertThatThrownBy(() -> resolve(draft(named("Corner"))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("2 records have this name; give one of the ids 7, 8");
    }

    @Test
    void missingModelShouldBeRefusedBeforeRecordsAreRead() {
        assertThatThrownBy(() ->
                        resolve(draft(named("Desk 1"), AnswerDraft.byId(ModelName.of("no.model"), RecordId.of(1)))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no.model");
        assertThat(source.calls().of(PortMethod.SOURCE_PAGE)).isZero();
    }

    @Test
    void modelWithoutNamesShouldNeedIds() {
        assertThatThrownBy(() -> resolve(draft(AnswerDraft.byName(LINES, "12"))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("has no field display_name or name; give the id");
        assertThat(resolve(draft(AnswerDraft.byId(LINES, RecordId.of(3))))).hasSize(1);
    }

    @Test
    void longListOfProblemsShouldBeCut() {
        QuestionDraft[] drafts = new QuestionDraft[14];
        for (int i = 0; i < drafts.length; i++) {
            drafts[i] = draft(named("Missing " + i));
        }

        assertThatThrownBy(() -> resolve(drafts))
                .hasMessageContaining("Missing 9")
                .hasMessageEndingWith("; and 4 more");
    }
}
