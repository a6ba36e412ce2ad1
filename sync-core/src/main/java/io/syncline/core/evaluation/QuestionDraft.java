package io.syncline.core.evaluation;

import java.util.List;

/**
 * A question as a person wrote it: its answers may be named instead of numbered, and nobody has checked that they exist.
 *
 * @param text what a person asks
 * @param group as in {@link Question}
 * @param answers the records, at least one
 * @param anySuffices as in {@link Question}
 * @param facts as in {@link Question}
 */
public record QuestionDraft(
        String text, String group, List<AnswerDraft> answers, boolean anySuffices, List<String> facts) {

    /** Copies the lists. */
    public QuestionDraft {
        answers = List.copyOf(answers);
        facts = List.copyOf(facts);
    }
}
