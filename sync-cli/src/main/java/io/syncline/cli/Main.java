package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.LastingLogManager;
import io.syncline.cli.output.Shell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.jul.JULServiceProvider;
import picocli.CommandLine;

/** The command line. */
public final class Main {

    private static final String TRANSFER = "transfer_";
    private static final String TRANSFER_END = "_1984";

    private Main() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        setProperties();
        ProcessSignals signals = new ProcessSignals();
        int status = run(args, ProcessShell.of(signals));
        signals.done();
        System.exit(status);
    }

    /**
     * Names what would else be looked for in every library, which takes longer than an idle sync, and leaves out what is
     * not used.
     */
    static void setProperties() {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        System.setProperty("slf4j.provider", JULServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        // No option has such a type but durations, which have a converter of their own.
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    }

    /**
     * Runs a command.
     *
     * @param args the command line
     * @param shell what surrounds it
     * @return the exit status
     */
    public static int run(String[] args, Shell shell) {
        Failures failures = new Failures(shell);
        List<String> words = withCommand(args);
        Root root = new Root(shell);
        CommandLine line = new CommandLine(root.spec(), Specs.Factory.INSTANCE);
        Commands.add(line, root, words);
        line.setOut(Writers.of(shell.out()))
                .setErr(Writers.of(shell.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        shell.screen().styled() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(ModelName.class, new ModelConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        return line.execute(words.toArray(String[]::new));
    }

    /** A bare {@code transfer_MODEL_1984} is a command and its model in one word. */
    static List<String> withCommand(String[] args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        for (int i = 0; i < words.size() && !Commands.isName(words.get(i)); i++) {
            if (isTransfer(words.get(i))) {
                words.add(i, "sync");
                break;
            }
        }
        return words;
    }

    private static boolean isTransfer(String word) {
        return word.length() > TRANSFER.length() + TRANSFER_END.length()
                && word.startsWith(TRANSFER)
                && word.endsWith(TRANSFER_END);
    }
}
