package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.port.vector.SourceContent;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class RenameSourceCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec from =
            CommandSpecs.parameter(0, String.class, "OLD", "the name that the records are stored under");
    private final PositionalParamSpec to = CommandSpecs.parameter(1, String.class, "NEW", "the name from now on");

    RenameSourceCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "rename",
                        "Store the records of a source under another name.",
                        "%nMoves points and states while no run of their models is in progress. Nothing is embedded. If"
                                + " interrupted, run the same command again.")
                .addPositional(from)
                .addPositional(to);
        return CommandSpecs.withExamples(spec, "  syncline sources rename odoo:http://old/erp odoo:https://new/erp");
    }

    @Override
    public Integer call() throws Exception {
        String oldName = from.getValue();
        String newName = to.getValue();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            Thread worker = Thread.currentThread();
            List<SourceContent> renamed =
                    session.during(worker::interrupt, () -> open.engine().renameSource(oldName, newName));
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("from", oldName)
                            .with("to", newName)
                            .with("renamed", SourcesCommand.json(renamed)),
                    () -> lines(renamed, oldName, newName, open.sourceName()));
            return ExitCode.SUCCESS;
        }
    }

    private static List<String> lines(List<SourceContent> renamed, String from, String to, String configured) {
        List<String> lines = new ArrayList<>();
        lines.add(
                renamed.isEmpty()
                        ? "All records of " + from + " are stored under " + to + " already"
                        : "Renamed " + SourcesCommand.count(renamed) + " from " + from + " to " + to);
        if (!to.equals(configured)) {
            lines.add("  the configured source is " + configured + "; its next sync does not see these records");
        }
        return lines;
    }
}
