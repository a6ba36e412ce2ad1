package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns questions as people write them into questions that can be asked: looks up names, and checks that all models and
 * records exist in the source. Reads the source only; nothing is embedded.
 *
 * <p>Not thread-safe.
 */
public final class QuestionResolver {

    private static final int MOST_IDS = 1000;
    private static final int MOST_PROBLEMS = 10;
    private static final int MOST_SAME = 5;

    private final RecordSource source;
    private final Map<ModelName, ModelDescription> models = new LinkedHashMap<>();
    private final Map<ModelName, RecordNames> names = new HashMap<>();
    private final Map<ModelName, Set<RecordId>> existing = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private QuestionResolver(RecordSource source) {
        this.source = source;
    }

    /**
     * Resolves all questions.
     *
     * @param drafts the questions as written
     * @param source the system that has the records
     * @return the questions, in order
     * @throws SetupException if a model or a record does not exist or a name is ambiguous; the message lists the first
     *     problems
     * @throws io.syncline.api.failure.SyncException if the source cannot be read
     */
    public static List<Question> resolve(List<QuestionDraft> drafts, RecordSource source) {
        QuestionResolver resolver = new QuestionResolver(source);
        resolver.read(drafts);
        List<Question> questions = new ArrayList<>();
        for (QuestionDraft draft : drafts) {
            List<ExpectedRecord> answers = draft.answers().stream()
                    .flatMap(answer ->
                            resolver.records(draft, answer).stream().map(id -> new ExpectedRecord(answer.model(), id)))
                    .distinct()
                    .toList();
            if (!answers.isEmpty()) {
                questions.add(new Question(draft.text(), draft.group(), answers, draft.anySuffices(), draft.facts()));
            }
        }
        resolver.failIfNeeded();
        return questions;
    }

    private void read(List<QuestionDraft> drafts) {
        List<AnswerDraft> answers =
                drafts.stream().flatMap(draft -> draft.answers().stream()).toList();
        answers.stream().map(AnswerDraft::model).distinct().forEach(this::describe);
        failIfNeeded();
        for (ModelDescription model : models.values()) {
            List<AnswerDraft> own = answers.stream()
                    .filter(answer -> answer.model().equals(model.model()))
                    .toList();
            if (own.stream().anyMatch(answer -> answer.id().isEmpty())) {
                names.put(model.model(), RecordNames.read(source, model));
            }
            List<RecordId> ids = own.stream()
                    .flatMap(answer -> answer.id().stream())
                    .distinct()
                    .toList();
            existing.put(model.model(), existing(model.model(), ids));
        }
    }

    private void describe(ModelName model) {
        try {
            models.put(model, source.describe(model));
        } catch (SetupException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private Set<RecordId> existing(ModelName model, List<RecordId> ids) {
        RecordScope scope = RecordScope.builder().model(model).build();
        Set<RecordId> found = new HashSet<>();
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            found.addAll(source.existing(scope, ids.subList(from, Math.min(from + MOST_IDS, ids.size()))));
        }
        return found;
    }

    /** The record of an answer, or none, which is a problem. */
    private Set<RecordId> records(QuestionDraft draft, AnswerDraft answer) {
        RecordNames byName = names.get(answer.model());
        Set<RecordId> found = byName == null || answer.id().isPresent()
                ? answer.id().stream()
                        .filter(existing.getOrDefault(answer.model(), Set.of())::contains)
                        .collect(Collectors.toSet())
                : byName.find(answer.name());
        if (found.size() == 1) {
            return found;
        }
        String problem = found.isEmpty() ? missing(answer, byName) : ambiguous(found);
        problems.add("'" + draft.text() + "' expects " + answer + ", " + problem);
        return Set.of();
    }

    private static String missing(AnswerDraft answer, @Nullable RecordNames byName) {
        boolean nameless = answer.id().isEmpty() && byName != null && !byName.isNamed();
        return nameless
                ? "but the model has no field display_name or name; give the id"
                : "which does not exist in the source";
    }

    private static String ambiguous(Set<RecordId> found) {
        return "but " + found.size() + " records have this name; give one of the ids "
                + found.stream().limit(MOST_SAME).map(RecordId::toString).collect(Collectors.joining(", "));
    }

    private void failIfNeeded() {
        if (problems.isEmpty()) {
            return;
        }
        String more = problems.size() > MOST_PROBLEMS ? "; and " + (problems.size() - MOST_PROBLEMS) + " more" : "";
        throw new SetupException("The questions cannot be evaluated: "
                + problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("; ")) + more);
    }
}
