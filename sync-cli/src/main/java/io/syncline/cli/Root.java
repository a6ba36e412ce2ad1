package io.syncline.cli;

import io.syncline.cli.output.Shell;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class Root implements Runnable {

    private final Shell shell;
    private final OptionSpec config = inherited("-c", "--config")
            .paramLabel("FILE")
            .type(Path.class)
            .description("the configuration file (default: syncline.yaml)")
            .build();
    private final OptionSpec json = inherited("--json")
            .type(boolean.class)
            .description("print the result as one JSON object on standard output")
            .build();
    private final OptionSpec quiet = inherited("-q", "--quiet")
            .type(boolean.class)
            .description("print warnings and errors only")
            .build();
    private final OptionSpec verbose = inherited("-v", "--verbose")
            .type(boolean.class)
            .description("log more, and failures with their traces")
            .build();

    Root(Shell shell) {
        this.shell = shell;
    }

    private static OptionSpec.Builder inherited(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }

    /** The options and the help of the whole. */
    CommandSpec spec() {
        CommandSpec spec = Specs.of(this, "syncline", "Keeps a vector database in step with Odoo.")
                .addOption(config)
                .addOption(json)
                .addOption(quiet)
                .addOption(verbose);
        spec.usageMessage().autoWidth(true).synopsisSubcommandLabel("COMMAND");
        return Specs.withExamples(
                spec,
                "  syncline demo                              the whole story, nothing needed",
                "  syncline init                              write an example syncline.yaml",
                "  syncline sync res.partner                  read what changed, embed it, store it",
                "  syncline transfer_res.partner_1984         the same",
                "  syncline plan res.partner                  what a sync would do and cost",
                "  syncline cleanup res.partner --dry-run     what would be deleted",
                "  syncline search \"late deliveries\" --limit 5",
                "",
                "Exit status: 0 success, 1 failed, 2 wrong usage or configuration, 3 a sync of the",
                "model is in progress, 4 finished but some records failed, 5 refused by the deletion guard,",
                "6 compared and not in step.");
    }

    @Override
    public void run() {
        throw new ParameterException(config.command().commandLine(), "Missing command");
    }

    /** Opens what a command works with. */
    Session open() {
        return new Session(shell, options());
    }

    Shell shell() {
        return shell;
    }

    Options options() {
        return new Options(
                Specs.valueOf(config, Path.of("syncline.yaml")),
                Specs.isGiven(json),
                Specs.isGiven(quiet),
                Specs.isGiven(verbose));
    }

    /**
     * What was asked for.
     *
     * @param config the configuration file as named
     * @param json whether the result is JSON
     * @param quiet whether only warnings and errors are wanted
     * @param verbose whether everything is wanted
     */
    record Options(Path config, boolean json, boolean quiet, boolean verbose) {}
}
