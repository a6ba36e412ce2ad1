package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.qdrant.ReindexReport;
import io.syncline.qdrant.ReindexStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

final class ReindexCommand implements Described {

    private final Root root;
    private final PositionalParamSpec models = PositionalParamSpec.builder()
            .paramLabel("MODEL")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(ModelName.class)
            .description("technical names, such as res.partner")
            .build();
    private final OptionSpec all = Specs.flag("every model that the collection holds of this source", "--all");
    private final OptionSpec withoutSwitch = Specs.flag("build and compare only", "--no-switch");
    private final OptionSpec force =
            Specs.flag("also if the collection that serves is of this embedder already", "--force");
    private final OptionSpec status = Specs.flag("tell which collections there are", "--status");
    private final OptionSpec abandon = Specs.flag("drop the collection that is being built", "--abandon");
    private final OptionSpec dropOld = Specs.flag("drop the collections that do not serve any more", "--drop-old");

    ReindexCommand(Root root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.of(
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
        return Specs.withExamples(
                spec,
                "  syncline reindex --all --config new-embedder.yaml",
                "  syncline reindex res.partner               this model only; the switch waits for the others",
                "  syncline reindex --status",
                "  syncline rollback                          back to the collection that served before",
                "  syncline reindex --drop-old                no way back after this");
    }

    @Override
    public Integer call() throws Exception {
        check();
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            if (Specs.isGiven(status)) {
                return status(session, open);
            }
            if (Specs.isGiven(abandon)) {
                Optional<String> dropped = open.collections().abandon();
                return dropped(session, dropped.stream().toList());
            }
            return Specs.isGiven(dropOld) ? dropped(session, open.collections().dropIdle()) : reindex(session, open);
        }
    }

    private List<ModelName> named() {
        return Specs.valueOf(models, List.of());
    }

    private void check() {
        long wishes = Stream.of(
                        !named().isEmpty(),
                        Specs.isGiven(all),
                        Specs.isGiven(status),
                        Specs.isGiven(abandon),
                        Specs.isGiven(dropOld))
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
        if (!begun && !Specs.isGiven(force) && open.collections().embedder().equals(Optional.of(open.embedder()))) {
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
        Set<ModelName> wanted = Specs.isGiven(all) ? open.models() : new TreeSet<>(named());
        Reindexing reindexing = new Reindexing(session, open, Specs.isGiven(withoutSwitch));
        Reindexing.Result result = session.during(worker::interrupt, () -> reindexing.run(wanted));
        boolean stopped = Thread.interrupted();
        ReindexReport compared = result.compared();
        boolean success =
                compared != null && (compared.switched() || (Specs.isGiven(withoutSwitch) && compared.agrees()));
        session.show(
                () -> ReindexReports.json(result, success && !stopped),
                () -> compared == null
                        ? List.of("The old collection goes on serving; run the same command again to go on")
                        : ReindexReports.lines(compared));
        return success && !stopped ? ExitCode.SUCCESS : ExitCode.FAILED;
    }
}
