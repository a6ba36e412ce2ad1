package io.syncline.cli;

import io.syncline.cli.output.Shell;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The command {@code syncline} itself, with the options of all commands. */
final class RootCommand implements CliCommand {

    private final Shell shell;
    private final OptionSpec config = inherited("-c", "--config")
            .paramLabel("FILE")
            .type(Path.class)
            .description("configuration file (default: syncline.yaml)")
            .build();
    private final OptionSpec json = inherited("--json")
            .type(boolean.class)
            .description("print the result as one JSON object on standard output")
            .build();
    private final OptionSpec quiet = inherited("-q", "--quiet")
            .type(boolean.class)
            .description("print only warnings and errors")
            .build();
    private final OptionSpec verbose = inherited("-v", "--verbose")
            .type(boolean.class)
            .description("log more, and print stack traces")
            .build();

    RootCommand(Shell shell) {
        this.shell = shell;
    }

    private static OptionSpec.Builder inherited(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(this, "syncline", "Keeps a vector database in sync with a data source.")
                .addOption(config)
                .addOption(json)
                .addOption(quiet)
                .addOption(verbose);
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        return CommandSpecs.withExamples(
                spec,
                "  syncline demo                            show everything, with no setup",
                "  syncline init                            write an example syncline.yaml",
                "  syncline sync res.partner                embed and store what changed",
                "  syncline transfer_res.partner_1984       the same",
                "  syncline plan res.partner                estimate what a sync does and costs",
                "  syncline cleanup res.partner --dry-run   list what a cleanup would delete",
                "  syncline search \"late deliveries\" --limit 5");
    }

    /** Prints the help: no command was given. */
    @Override
    public Integer call() {
        CommandLine line = config.command().commandLine();
        line.usage(line.getOut());
        return ExitCode.SUCCESS;
    }

    /** Opens the session of a command. */
    Session open() {
        return new Session(shell, options());
    }

    Shell shell() {
        return shell;
    }

    Options options() {
        return new Options(
                CommandSpecs.valueOf(config, Path.of("syncline.yaml")),
                CommandSpecs.isGiven(json),
                CommandSpecs.isGiven(quiet),
                CommandSpecs.isGiven(verbose));
    }

    /**
     * The values of the options that all commands have.
     *
     * @param config the configuration file as given
     */
    record Options(Path config, boolean json, boolean quiet, boolean verbose) {}
}
