package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question and the records that answer it.
 *
 * @param text what a person asks
 * @param group the group for which figures are reported separately; empty for none
 * @param answers the records, at least one, each once
 * @param anySuffices whether one of the answers is enough, for example a product or its only variant; otherwise the search
 *     is expected to find all of them
 * @param facts what the text or the payload of an answer must show, such as a price; may be empty
 */
public record Question(
        String text, String group, List<ExpectedRecord> answers, boolean anySuffices, List<String> facts) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the text is blank, or the answers are none or one is given twice
     */
    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A question must not be blank");
        }
        answers = List.copyOf(answers);
        facts = List.copyOf(facts);
        if (answers.isEmpty() || Set.copyOf(answers).size() < answers.size()) {
            throw new IllegalArgumentException("The question '" + text + "' needs at least one answer, and each once");
        }
    }

    /** The models of the answers, in their order. */
    public Set<ModelName> models() {
        return answers.stream().map(ExpectedRecord::model).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
