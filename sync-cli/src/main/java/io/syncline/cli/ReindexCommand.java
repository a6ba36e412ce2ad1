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
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "reindex",
        header = "Build the vectors of another embedding model while the old ones serve, then switch.",
        description = {
            "%nFills a new Qdrant collection with the embedder of the configuration, compares it with the one that serves,"
                    + " and lets it serve in one step once it has every record and is searched well. Stopped anywhere, the"
                    + " same command goes on. Searches with the old embedder are answered from the old collection meanwhile"
                    + " if they use a configuration that names it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  syncline reindex --all --config new-embedder.yaml",
            "  syncline reindex res.partner               this model only; the switch waits for the others",
            "  syncline reindex --status",
            "  syncline rollback                          back to the collection that served before",
            "  syncline reindex --drop-old                no way back after this",
        })
final class ReindexCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "technical names, such as res.partner")
    private List<ModelName> models = List.of();

    @Option(names = "--all", description = "every model that the collection holds of this source")
    private boolean all;

    @Option(names = "--no-switch", description = "build and compare only")
    private boolean withoutSwitch;

    @Option(names = "--force", description = "also if the collection that serves is of this embedder already")
    private boolean force;

    @Option(names = "--status", description = "tell which collections there are")
    private boolean status;

    @Option(names = "--abandon", description = "drop the collection that is being built")
    private boolean abandon;

    @Option(names = "--drop-old", description = "drop the collections that do not serve any more")
    private boolean dropOld;

    @Override
    public Integer call() throws Exception {
        check();
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            if (status) {
                return status(session, open);
            }
            if (abandon) {
                Optional<String> dropped = open.collections().abandon();
                return dropped(session, dropped.stream().toList());
            }
            return dropOld ? dropped(session, open.collections().dropIdle()) : reindex(session, open);
        }
    }

    private void check() {
        long wishes = Stream.of(!models.isEmpty(), all, status, abandon, dropOld)
                .filter(wish -> wish)
                .count();
        if (wishes != 1) {
            throw new ParameterException(
                    spec.commandLine(), "Give one of MODEL, --all, --status, --abandon or --drop-old");
        }
    }

    private static int status(Session session, OpenReindex open) {
        ReindexStatus found = open.collections().status();
        session.answer(ReindexReports.json(found), ReindexReports.lines(found));
        return ExitCode.SUCCESS;
    }

    private static int dropped(Session session, List<String> names) {
        session.show(
                new Json().with("success", true).with("dropped", names),
                List.of(names.isEmpty() ? "There was nothing to drop" : "Dropped " + String.join(", ", names)));
        return ExitCode.SUCCESS;
    }

    private int reindex(Session session, OpenReindex open) throws Exception {
        boolean begun = open.collections().status().building().isPresent();
        if (!begun && !force && open.collections().embedder().equals(Optional.of(open.embedder()))) {
            session.show(
                    new Json().with("success", true).with("switched", false).with("models", List.of()),
                    List.of("The collection that serves holds vectors of " + open.embedder()
                            + " already; --force builds a new one all the same"));
            return ExitCode.SUCCESS;
        }
        Thread worker = Thread.currentThread();
        Set<ModelName> wanted = all ? open.models() : new TreeSet<>(models);
        Reindexing reindexing = new Reindexing(session, open, withoutSwitch);
        Reindexing.Result result = session.during(worker::interrupt, () -> reindexing.run(wanted));
        boolean stopped = Thread.interrupted();
        ReindexReport compared = result.compared();
        boolean success = compared != null && (compared.switched() || (withoutSwitch && compared.agrees()));
        session.show(
                ReindexReports.json(result, success && !stopped),
                compared == null
                        ? List.of("The old collection goes on serving; run the same command again to go on")
                        : ReindexReports.lines(compared));
        return success && !stopped ? ExitCode.SUCCESS : ExitCode.FAILED;
    }
}
