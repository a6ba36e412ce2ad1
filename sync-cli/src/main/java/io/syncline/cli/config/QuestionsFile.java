package io.syncline.cli.config;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.evaluation.AnswerDraft;
import io.syncline.core.evaluation.QuestionDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of questions with the records that answer them:
 *
 * <pre>
 * questions:
 *   - ask: How much does the large cabinet cost?
 *     group: prices
 *     answers:
 *       product.template: Large Cabinet
 *       product.product: [14, 15]
 *     any: true
 *     shows: ["612"]
 * </pre>
 *
 * A whole number is an id, any other text is the name under which the source shows the record. With {@code any}, one of
 * the answers suffices. What an answer {@code shows} must be in its text or its payload.
 */
public final class QuestionsFile {

    private static final Set<String> KEYS = Set.of("ask", "group", "answers", "any", "shows");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private QuestionsFile() {}

    /**
     * Reads and checks a file; contacts nothing.
     *
     * @param workingDirectory what a relative file is relative to
     * @param file the file as the user named it
     * @return the questions, at least one
     * @throws ConfigException if it does not exist or cannot be used
     */
    public static List<QuestionDraft> read(Path workingDirectory, Path file) {
        Path absolute = workingDirectory.resolve(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new ConfigException("The file of questions " + file + " does not exist");
        }
        YamlNode root = Yaml.read(absolute, file, new Interpolation(Map.of()));
        OptionSet.requireKeys(root, Set.of("questions"));
        YamlNode questions = root.child("questions");
        List<QuestionDraft> drafts = questions.items().orElse(List.of()).stream()
                .map(QuestionsFile::question)
                .toList();
        if (drafts.isEmpty()) {
            throw root.failure("'questions' must be a list of questions, each with 'ask' and 'answers'");
        }
        return drafts;
    }

    private static QuestionDraft question(ConfigNode node) {
        Map<String, ConfigNode> entries =
                node.entries().orElseThrow(() -> node.failure("A question needs the keys 'ask' and 'answers'"));
        OptionSet.requireKeys(node, KEYS);
        String ask = text(entries, "ask");
        if (ask.isEmpty()) {
            throw node.failure("A question needs the key 'ask' with a text");
        }
        ConfigNode answers = entries.get("answers");
        List<AnswerDraft> records = answers == null ? List.of() : answers(answers);
        if (records.isEmpty()) {
            throw node.failure("The question '" + ask + "' needs the key 'answers': records by model, as in"
                    + " 'answers: {res.partner: 42}'");
        }
        return new QuestionDraft(
                ask, text(entries, "group"), records, isTrue(entries.get("any")), shown(entries.get("shows")));
    }

    private static String text(Map<String, ConfigNode> entries, String key) {
        ConfigNode node = entries.get(key);
        return node == null ? "" : node.written().strip();
    }

    private static List<String> shown(@Nullable ConfigNode node) {
        if (node == null) {
            return List.of();
        }
        List<String> facts = node.items().orElse(List.of(node)).stream()
                .map(item -> item.written().strip())
                .toList();
        if (facts.contains("")) {
            throw node.failure("'shows' must be a text or a list of texts that an answer must show");
        }
        return facts;
    }

    private static boolean isTrue(@Nullable ConfigNode node) {
        if (node == null) {
            return false;
        }
        return switch (node.written()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw node.failure("'any' must be true or false");
        };
    }

    private static List<AnswerDraft> answers(ConfigNode answers) {
        List<AnswerDraft> records = new ArrayList<>();
        ConfigNode.byModel(answers)
                .forEach((model, node) ->
                        node.items().orElse(List.of(node)).forEach(item -> records.add(answer(model, item))));
        return records;
    }

    private static AnswerDraft answer(ModelName model, ConfigNode node) {
        String written = node.written().strip();
        if (written.isEmpty()) {
            throw node.failure("An answer must be an id or the name of a record of " + model);
        }
        return !node.quoted() && NUMBER.matcher(written).matches()
                ? AnswerDraft.byId(model, RecordId.of(Long.parseLong(written)))
                : AnswerDraft.byName(model, written);
    }
}
