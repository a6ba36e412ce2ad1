package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.cli.config.QuestionsFile;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.evaluation.QuestionResolver;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

final class ReindexCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec models = PositionalParamSpec.builder()
            .paramLabel("MODEL")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(ModelName.class)
            .description("technical names, such as res.partner")
            .build();
    private final OptionSpec all = CommandSpecs.flag("every model of this source in the collection", "--all");
    private final OptionSpec withoutSwitch = CommandSpecs.flag("build and compare only", "--no-switch");
    private final OptionSpec force =
            CommandSpecs.flag("reindex even if the collection in use is of this embedder", "--force");
    private final ExcludedRecords without = new ExcludedRecords();
    private final OptionSpec questions = CommandSpecs.option(
            Path.class,
            "FILE",
            "switch only if the new collection answers these questions, see 'evaluate'",
            "--questions");
    private final OptionSpec minRecall = CommandSpecs.option(
            double.class,
            "X",
            "least recall@10 in all models together, from 0 to 1; needed with --questions",
            "--min-recall");
    private final OptionSpec status = CommandSpecs.flag("show the collections", "--status");
    private final OptionSpec abandon = CommandSpecs.flag("drop the collection that is being built", "--abandon");
    private final OptionSpec dropOld =
            CommandSpecs.flag("drop the collections that are no longer in use", "--drop-old");
    private final OptionSpec unusedFor = OptionSpec.builder("--unused-for")
            .paramLabel("TIME")
            .type(Duration.class)
            .converters(new DurationConverter())
            .description("with --drop-old: keep those that stopped serving less than this ago, such as 7d")
            .build();

    ReindexCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpecs.withExamples(
                CommandSpecs.of(
                                this,
                                "reindex",
                                "Build the vectors of another embedding model while the old ones serve, then switch.",
                                "%nFills a new collection with the embedder of the configuration and compares it with the one in use. Once the"
                                        + " new one has every record and its searches are accurate, it is put to use in one step. If"
                                        + " interrupted, run the same command again to resume. Failed records are retried."
                                        + " Meanwhile searches with the old embedder use the old"
                                        + " collection, if their configuration names that embedder. Needs a sink that can store two collections.")
                        .addPositional(models)
                        .addOption(all)
                        .addOption(withoutSwitch)
                        .addOption(force)
                        .addOption(without.option())
                        .addOption(questions)
                        .addOption(minRecall)
                        .addOption(status)
                        .addOption(abandon)
                        .addOption(dropOld)
                        .addOption(unusedFor),
                "  syncline reindex --all --config new-embedder.yaml",
                "  syncline reindex res.partner      only this model; no switch yet",
                "  syncline reindex --status",
                "  syncline reindex --all --without res.partner:4711,4712",
                "  syncline reindex --all --questions questions.yaml --min-recall 0.85",
                "  syncline rollback COLLECTION      return to the previous collection",
                "  syncline reindex --drop-old       drop the previous collection",
                "  syncline reindex --drop-old --unused-for 7d");
    }

    @Override
    public Integer call() throws Exception {
        check();
        List<QuestionDraft> drafts = CommandSpecs.valueOf(questions, Path.class)
                .map(file -> QuestionsFile.read(root.shell().directory(), file))
                .orElse(List.of());
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            if (CommandSpecs.isGiven(status)) {
                return status(session, open);
            }
            if (CommandSpecs.isGiven(abandon)) {
                Optional<String> dropped = open.collections().abandon();
                return dropped(session, dropped.stream().toList());
            }
            return CommandSpecs.isGiven(dropOld)
                    ? dropped(session, open.collections().dropIdle(CommandSpecs.valueOf(unusedFor, Duration.ZERO)))
                    : reindex(session, open, drafts);
        }
    }

    private List<ModelName> named() {
        return CommandSpecs.valueOf(models, List.of());
    }

    private void check() {
        long wishes = Stream.of(
                        !named().isEmpty(),
                        CommandSpecs.isGiven(all),
                        CommandSpecs.isGiven(status),
                        CommandSpecs.isGiven(abandon),
                        CommandSpecs.isGiven(dropOld))
                .filter(wish -> wish)
                .count();
        if (wishes != 1) {
            throw new ParameterException(
                    models.command().commandLine(), "Give one of MODEL, --all, --status, --abandon or --drop-old");
        }
        if (CommandSpecs.valueOf(unusedFor, Duration.class).isPresent() && !CommandSpecs.isGiven(dropOld)) {
            throw new ParameterException(models.command().commandLine(), "Give --unused-for with --drop-old only");
        }
        double least = CommandSpecs.valueOf(minRecall, 1.0);
        boolean isOneGiven = CommandSpecs.valueOf(questions, Path.class).isPresent()
                != CommandSpecs.valueOf(minRecall, Double.class).isPresent();
        if (isOneGiven || !(least >= 0 && least <= 1)) {
            throw new ParameterException(
                    models.command().commandLine(),
                    "Give --questions FILE and --min-recall X together; X is from 0 to 1");
        }
    }

    private static int status(Session session, OpenReindex open) {
        ReindexStatus found = open.collections().status();
        Optional<String> condition = open.collections().condition();
        session.answer(ReindexReports.json(found, condition), ReindexReports.lines(found, condition));
        return ExitCode.SUCCESS;
    }

    private static int dropped(Session session, List<String> names) {
        session.show(
                () -> new Json().with("success", true).with("dropped", names),
                () -> List.of(names.isEmpty() ? "Nothing to drop" : "Dropped " + String.join(", ", names)));
        return ExitCode.SUCCESS;
    }

    private static boolean ready(ReindexRun.Result result, ReindexReport compared) {
        return compared.agrees() && result.admitted();
    }

    private Optional<QuestionGate> gate(OpenReindex open, List<QuestionDraft> drafts) {
        return drafts.isEmpty()
                ? Optional.empty()
                : Optional.of(new QuestionGate(
                        QuestionResolver.resolve(drafts, open.source()),
                        CommandSpecs.valueOf(minRecall, 1.0),
                        CommandSpecs.valueOf(questions, Path.class).orElseThrow()));
    }

    /** What refused a collection once has to admit it, or something else that is named. */
    private void requireGate(OpenReindex open, String building, List<QuestionDraft> drafts) {
        Optional<String> condition = open.collections().condition();
        if (condition.isPresent() && drafts.isEmpty() && !CommandSpecs.isGiven(withoutSwitch)) {
            throw new SetupException("Collection " + building + " is being built with " + condition.get()
                    + ", so it does not serve before it answers questions. Add these options or other ones, or --no-switch, or drop it with"
                    + " 'syncline reindex --abandon'");
        }
    }

    private static void warnOfQuarantine(Session session, long records) {
        if (records > 0) {
            session.note("Not carried over: " + Text.count(records, "record") + " in quarantine, since the source does"
                    + " not have them. They stay in the present collection until it is dropped, and a rollback shows"
                    + " them as they were");
        }
    }

    private int reindex(Session session, OpenReindex open, List<QuestionDraft> drafts) throws Exception {
        ReindexStatus before = open.collections().status();
        before.building().ifPresent(building -> requireGate(open, building, drafts));
        if (before.building().isEmpty()
                && !CommandSpecs.isGiven(force)
                && open.collections().embedder().equals(Optional.of(open.embedder()))) {
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("switched", false)
                            .with("models", List.of()),
                    () -> List.of("The collection in use already holds vectors of " + open.embedder()
                            + "; --force builds a new one anyway"));
            return ExitCode.SUCCESS;
        }
        warnOfQuarantine(session, open.quarantined());
        Thread worker = Thread.currentThread();
        Set<ModelName> wanted = CommandSpecs.isGiven(all) ? open.models() : new TreeSet<>(named());
        ReindexRun run = new ReindexRun(
                session,
                open,
                new ReindexRun.Wishes(CommandSpecs.isGiven(withoutSwitch), without.byModel(), gate(open, drafts)));
        ReindexRun.Result result = session.during(worker::interrupt, () -> run.run(wanted));
        boolean stopped = Thread.interrupted();
        ReindexReport compared = result.compared();
        boolean success = compared != null
                && (compared.switched() || (CommandSpecs.isGiven(withoutSwitch) && ready(result, compared)));
        session.show(
                () -> ReindexReports.json(result, success && !stopped),
                () -> compared == null
                        ? List.of("The old collection stays in use; run the same command again to resume")
                        : ReindexReports.lines(
                                result, compared, before.serving().orElse("COLLECTION")));
        return success && !stopped ? ExitCode.SUCCESS : ExitCode.FAILED;
    }
}
