package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
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
    private final OptionSpec all = CommandSpecs.flag("every model that the collection holds of this source", "--all");
    private final OptionSpec withoutSwitch = CommandSpecs.flag("build and compare only", "--no-switch");
    private final OptionSpec force =
            CommandSpecs.flag("also if the collection that serves is of this embedder already", "--force");
    private final OptionSpec status = CommandSpecs.flag("tell which collections there are", "--status");
    private final OptionSpec abandon = CommandSpecs.flag("drop the collection that is being built", "--abandon");
    private final OptionSpec dropOld =
            CommandSpecs.flag("drop the collections that do not serve any more", "--drop-old");

    ReindexCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "reindex",
                        "Build the vectors of another embedding model while the old ones serve, then switch.",
                        "%nFills a new Qdrant collection with the embedder of the configuration, compares it with the one that serves,"
                                + " and lets it serve in one step once it has every record and is searched well. Stopped anywhere, the"
                                + " same command goes on. Searches with the old embedder are answered from the old collection meanwhile"
                                + " if they use a configuration that names it.")
                .addPositional(models)
                .addOption(all)
                .addOption(withoutSwitch)
                .addOption(force)
                .addOption(status)
                .addOption(abandon)
                .addOption(dropOld);
        return CommandSpecs.withExamples(
                spec,
                "  syncline reindex --all --config new-embedder.yaml",
                "  syncline reindex res.partner      only this model; no switch yet",
                "  syncline reindex --status",
                "  syncline rollback                 return to the previous collection",
                "  syncline reindex --drop-old       drop the previous collection");
    }

    @Override
    public Integer call() throws Exception {
        check();
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
                    ? dropped(session, open.collections().dropIdle())
                    : reindex(session, open);
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
    }

    private static int status(Session session, OpenReindex open) {
        ReindexStatus found = open.collections().status();
        session.answer(ReindexReports.json(found), ReindexReports.lines(found));
        return ExitCode.SUCCESS;
    }

    private static int dropped(Session session, List<String> names) {
        session.show(
                () -> new Json().with("success", true).with("dropped", names),
                () -> List.of(names.isEmpty() ? "There was nothing to drop" : "Dropped " + String.join(", ", names)));
        return ExitCode.SUCCESS;
    }

    private int reindex(Session session, OpenReindex open) throws Exception {
        boolean begun = open.collections().status().building().isPresent();
        if (!begun
                && !CommandSpecs.isGiven(force)
                && open.collections().embedder().equals(Optional.of(open.embedder()))) {
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("switched", false)
                            .with("models", List.of()),
                    () -> List.of("The collection that serves holds vectors of " + open.embedder()
                            + " already; --force builds a new one all the same"));
            return ExitCode.SUCCESS;
        }
        Thread worker = Thread.currentThread();
        Set<ModelName> wanted = CommandSpecs.isGiven(all) ? open.models() : new TreeSet<>(named());
        ReindexRun run = new ReindexRun(session, open, CommandSpecs.isGiven(withoutSwitch));
        ReindexRun.Result result = session.during(worker::interrupt, () -> run.run(wanted));
        boolean stopped = Thread.interrupted();
        ReindexReport compared = result.compared();
        boolean success =
                compared != null && (compared.switched() || (CommandSpecs.isGiven(withoutSwitch) && compared.agrees()));
        session.show(
                () -> ReindexReports.json(result, success && !stopped),
                () -> compared == null
                        ? List.of("The old collection goes on serving; run the same command again to go on")
                        : ReindexReports.lines(compared));
        return success && !stopped ? ExitCode.SUCCESS : ExitCode.FAILED;
    }
}
