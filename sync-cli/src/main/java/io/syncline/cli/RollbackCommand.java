package io.syncline.cli;

import io.syncline.api.failure.SetupException;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.core.port.Reindexing;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class RollbackCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec collection = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("COLLECTION")
            .type(String.class)
            .description(
                    "the collection to serve; if it is missing, the command fails and names the one that served before")
            .build();

    RollbackCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "rollback",
                        "Return to the collection that served before the last reindex.",
                        "%nThe newer collection stays until 'syncline reindex --drop-old'. Change the embedder in the configuration"
                                + " back too. The next sync of each model reads all records and embeds those that changed since the switch."
                                + " May be repeated: a collection that serves already stays.")
                .addPositional(collection);
        return CommandSpecs.withExamples(
                spec,
                "  syncline rollback records-g1",
                "  syncline rollback records-g1 --config old-embedder.yaml --json");
    }

    @Override
    public Integer call() {
        Optional<String> named = CommandSpecs.valueOf(collection, String.class);
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            String wanted = named.orElseThrow(() -> unnamed(open.collections()));
            open.collections().rollback(wanted);
            String embedder = open.collections().embedder().orElse("an unknown embedder");
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("serving", wanted)
                            .with("embedder", embedder),
                    () -> List.of(
                            "Collection " + wanted + " serves; it holds vectors of " + embedder + ".",
                            "  Sync with that embedder to embed what changed since the switch"));
            return ExitCode.SUCCESS;
        }
    }

    /** A rollback without a name would go one step further each time it is repeated. */
    private static SetupException unnamed(Reindexing collections) {
        return new SetupException(collections
                .status()
                .previous()
                .map(name ->
                        "Name the collection: 'syncline rollback " + name + "' returns to the one that served before")
                .orElse("There is no collection to return to"));
    }
}
