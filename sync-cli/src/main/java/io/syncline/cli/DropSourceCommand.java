package io.syncline.cli;

import io.syncline.api.failure.SetupException;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.NearestNames;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class DropSourceCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec name =
            CommandSpecs.parameter(0, String.class, "NAME", "the name that the records are stored under");
    private final OptionSpec yes = CommandSpecs.flag("delete them; without it, nothing is deleted", "--yes");
    private final OptionSpec configured =
            CommandSpecs.flag("also if NAME is the source of the configuration", "--configured");

    DropSourceCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "drop",
                        "Delete all records of a source from the vector database.",
                        "%nDeletes points and states while no run of their models is in progress. If interrupted, run the same"
                                + " command again. The source itself is not touched.")
                .addPositional(name)
                .addOption(yes)
                .addOption(configured);
        return CommandSpecs.withExamples(spec, "  syncline sources drop odoo:http://test:8069/demo --yes");
    }

    @Override
    public Integer call() throws Exception {
        String source = name.getValue();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            guard(source, open);
            Thread worker = Thread.currentThread();
            List<SourceContent> dropped =
                    session.during(worker::interrupt, () -> open.engine().dropSource(source));
            session.show(
                    () -> new Json()
                            .with("success", true)
                            .with("source", source)
                            .with("dropped", SourcesCommand.json(dropped)),
                    () -> List.of(
                            dropped.isEmpty()
                                    ? "Nothing is stored under " + source
                                    : "Dropped " + SourcesCommand.count(dropped) + " of " + source));
            return ExitCode.SUCCESS;
        }
    }

    private void guard(String source, OpenEngine open) {
        List<SourceContent> contents = open.engine().sources();
        List<SourceContent> concerned = contents.stream()
                .filter(content -> content.key().source().equals(source))
                .toList();
        if (concerned.isEmpty()) {
            List<String> near = NearestNames.to(source, names(contents), 1);
            if (!near.isEmpty()) {
                throw new SetupException(
                        "Nothing is stored under '" + source + "'. Did you mean '" + near.get(0) + "'?");
            }
            return;
        }
        if (source.equals(open.sourceName()) && !CommandSpecs.isGiven(configured)) {
            throw new SetupException(
                    source + " is the source of the configuration: after a drop, its next sync pays for"
                            + " everything again. To drop it nevertheless, add --configured");
        }
        if (!CommandSpecs.isGiven(yes)) {
            throw new SetupException("This would delete " + SourcesCommand.count(concerned) + " of " + source
                    + " and what is known of their syncs; run it again with --yes to do so");
        }
    }

    private static Set<String> names(List<SourceContent> contents) {
        return contents.stream().map(content -> content.key().source()).collect(Collectors.toCollection(TreeSet::new));
    }
}
