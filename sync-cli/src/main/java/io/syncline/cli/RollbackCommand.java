package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenReindex;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

final class RollbackCommand implements CliCommand {

    private final RootCommand root;

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
                        + " back too. The next sync of each model reads all records and embeds those that changed since the switch.");
        return CommandSpecs.withExamples(
                spec, "  syncline rollback", "  syncline rollback --config old-embedder.yaml --json");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            String serving = open.collections().rollback();
            String embedder = open.collections().embedder().orElse("an unknown embedder");
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("serving", serving)
                            .with("embedder", embedder),
                    () -> List.of(
                            "Collection " + serving + " serves again; it holds vectors of " + embedder + ".",
                            "  Sync with that embedder to embed what changed since the switch"));
            return ExitCode.SUCCESS;
        }
    }
}
