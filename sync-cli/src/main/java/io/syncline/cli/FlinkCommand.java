package io.syncline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class FlinkCommand implements CliCommand {

    private final CommandSpec spec;

    FlinkCommand(RootCommand root) {
        spec = CommandSpecs.of(
                        this,
                        "flink",
                        "Run a sync on an Apache Flink cluster.",
                        "%nFor models that one machine does not get through in time; see docs/flink.md.")
                .addSubcommand("sync", new FlinkSyncCommand(root).spec());
        CommandSpecs.withExamples(spec, "  syncline flink sync res.partner --jobmanager jobs:8081 --parallelism 8");
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    /** Prints the help: nothing was said to do. */
    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        line.usage(line.getOut());
        return ExitCode.SUCCESS;
    }
}
