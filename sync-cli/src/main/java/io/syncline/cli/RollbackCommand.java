package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenReindex;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rollback",
        header = "Return to the collection that served before the last reindex.",
        description = {
            "%nThe newer collection is kept; 'syncline reindex --drop-old' drops it. Set the embedder in the configuration"
                    + " back too. The next sync of each model reads every record and embeds what changed since the switch."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  syncline rollback", "  syncline rollback --config old-embedder.yaml --json"})
final class RollbackCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenReindex open = session.reindex()) {
            String serving = open.collections().rollback();
            String embedder = open.collections().embedder().orElse("an unknown embedder");
            session.show(
                    new Json().with("success", true).with("serving", serving).with("embedder", embedder),
                    List.of(
                            "Collection " + serving + " serves again; it holds vectors of " + embedder + ".",
                            "  Sync with that embedder to catch up with what changed since the switch"));
            return ExitCode.SUCCESS;
        }
    }
}
