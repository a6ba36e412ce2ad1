package io.syncline.cli;

import io.syncline.api.SearchRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.cli.config.QuestionsFile;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.evaluation.EvaluationComparison;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.evaluation.Evaluator;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.evaluation.QuestionResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class EvaluateCommand implements CliCommand {

    private static final int DEFAULT_K = 10;

    private final RootCommand root;
    private final PositionalParamSpec file =
            CommandSpecs.parameter(0, Path.class, "QUESTIONS", "YAML file of questions with their answers");
    private final OptionSpec k =
            CommandSpecs.option(int.class, "K", "count the first K records for the recall (default: 10)", "--k");
    private final OptionSpec against =
            CommandSpecs.option(Path.class, "FILE", "compare with the index of this configuration file", "--against");
    private final OptionSpec hybrid = OptionSpec.builder("--hybrid")
            .type(Boolean.class)
            .arity("0")
            .negatable(true)
            .description("match words too (default: if the sink can)")
            .build();

    EvaluateCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "evaluate",
                        "Measure the search by questions with known answers.",
                        "%nAsks each question in all models together, and in the model of its answer only. Reports the recall"
                                + " among the first K records, nDCG@10, the part of the questions that these records answer, and those that were"
                                + " missed.",
                        "%nA file of questions:",
                        "  questions:",
                        "    - ask: How much is the large cabinet?",
                        "      group: prices          (optional)",
                        "      answers:               (an id or a name, or a list)",
                        "        product.template: Large Cabinet",
                        "        product.product: [14, 15]",
                        "      any: true              (one answer suffices; default: all)",
                        "      shows: [\"612\"]         (what the answer's text or payload must show)")
                .addPositional(file)
                .addOption(k)
                .addOption(against)
                .addOption(hybrid);
        return CommandSpecs.withExamples(
                spec,
                "  syncline evaluate questions.yaml",
                "  syncline evaluate questions.yaml --against before.yaml --json");
    }

    @Override
    public Integer call() {
        Path questions = CommandSpecs.valueOf(file, Path.class).orElseThrow();
        List<QuestionDraft> drafts = QuestionsFile.read(root.shell().directory(), questions);
        int first = CommandSpecs.valueOf(k, DEFAULT_K);
        Optional<Path> other = CommandSpecs.valueOf(against, Path.class);
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            List<Question> resolved = QuestionResolver.resolve(drafts, open.source());
            requireSynced(open, resolved);
            if (other.isEmpty()) {
                EvaluationReport report = ask(open, resolved, first);
                session.answer(EvaluationJson.of(report), Evaluations.lines(report));
                return ExitCode.SUCCESS;
            }
            try (OpenEngine before = session.engine(other.get())) {
                requireSynced(before, resolved);
                EvaluationComparison comparison =
                        new EvaluationComparison(ask(before, resolved, first), ask(open, resolved, first));
                session.answer(EvaluationJson.of(comparison), Evaluations.lines(comparison));
            }
            return ExitCode.SUCCESS;
        }
    }

    /** Refuses models that the index cannot have, rather than report that everything was missed. */
    private static void requireSynced(OpenEngine open, List<Question> questions) {
        String missing = questions.stream()
                .flatMap(question -> question.models().stream())
                .distinct()
                .filter(model -> open.engine().status(model).lastSync().isEmpty())
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new SetupException("The questions expect records of models that were never synced completely: "
                    + missing + ". Run 'syncline sync' for each of them first");
        }
    }

    private EvaluationReport ask(OpenEngine open, List<Question> questions, int first) {
        Optional<Boolean> words = CommandSpecs.valueOf(hybrid, Boolean.class);
        return new Evaluator(request -> open.engine().search(with(words, request)), first).ask(questions);
    }

    private static SearchRequest with(Optional<Boolean> words, SearchRequest request) {
        return SearchRequest.builder()
                .query(request.query())
                .models(request.models())
                .limit(request.limit())
                .includeQuarantined(request.includeQuarantined())
                .hybrid(words)
                .build();
    }
}
