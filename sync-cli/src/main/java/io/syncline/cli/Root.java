package io.syncline.cli;

import io.syncline.cli.output.Shell;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The options that every command has. */
@Command(
        name = "syncline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Keeps a vector database in step with Odoo.",
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        footerHeading = "%nExamples:%n",
        footer = {
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
            "6 compared and not in step."
        })
final class Root implements Runnable {

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the configuration file (default: syncline.yaml)")
    private Path config = Path.of("syncline.yaml");

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "print the result as one JSON object on standard output")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "print warnings and errors only")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "log more, and failures with their traces")
    private boolean verbose;

    Root(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** Opens what a command works with. */
    Session open() {
        return new Session(shell, options());
    }

    Shell shell() {
        return shell;
    }

    Options options() {
        return new Options(config, json, quiet, verbose);
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
