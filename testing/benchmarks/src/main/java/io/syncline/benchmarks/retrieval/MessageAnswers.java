package io.syncline.benchmarks.retrieval;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.evaluation.AnswerDraft;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.text.FieldText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Messages as answers, named by words of theirs: the name of a message is that of its record, and its id depends on what was
 * installed before, so that a fixed one would silently expect another message.
 */
final class MessageAnswers {

    private static final ModelName MESSAGE = ModelName.of("mail.message");
    private static final String BODY = "body";
    private static final int PAGE = 500;

    private final Map<RecordId, String> texts = new TreeMap<>();

    private MessageAnswers() {}

    /** The same questions, with the ids of the messages that they name. */
    static List<QuestionDraft> withIds(List<QuestionDraft> drafts, RecordSource source) {
        MessageAnswers messages = new MessageAnswers();
        messages.read(source);
        return drafts.stream().map(messages::withIds).toList();
    }

    private void read(RecordSource source) {
        RecordScope scope = RecordScope.builder().model(MESSAGE).addFields(BODY).build();
        IdRange rest = IdRange.ALL;
        boolean end = false;
        while (!end) {
            RecordPage page = source.page(scope, rest, PAGE);
            page.records().forEach(record -> texts.put(record.id(), inOneLine(FieldText.of(record.field(BODY)))));
            rest = rest.remainingAfter(page.resumeAfter());
            end = page.end();
        }
    }

    private QuestionDraft withIds(QuestionDraft draft) {
        List<AnswerDraft> answers = draft.answers().stream()
                .map(answer -> answer.model().equals(MESSAGE) && answer.id().isEmpty() ? withId(draft, answer) : answer)
                .toList();
        return new QuestionDraft(draft.text(), draft.group(), answers, draft.anySuffices(), draft.facts());
    }

    private AnswerDraft withId(QuestionDraft draft, AnswerDraft answer) {
        List<RecordId> found = texts.entrySet().stream()
                .filter(message -> message.getValue().contains(answer.name()))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "'" + draft.text() + "' expects one message with the words '" + answer.name() + "', but there are "
                            + found.size() + ". The database was not made as the file of questions says");
        }
        return AnswerDraft.byId(MESSAGE, found.get(0));
    }

    private static String inOneLine(String text) {
        return text.replace('\n', ' ');
    }
}
