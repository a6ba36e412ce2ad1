package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.LastingLogManager;
import io.syncline.cli.output.Shell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The command line. */
public final class Main {

    private static final Pattern TRANSFER = Pattern.compile("transfer_.+_1984");

    private Main() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        ProcessSignals signals = new ProcessSignals();
        int status = run(args, ProcessShell.of(signals));
        signals.done();
        System.exit(status);
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
        CommandLine line = new CommandLine(new Root(shell));
        Commands.add(line, words);
        line.setOut(Writers.of(shell.out()))
                .setErr(Writers.of(shell.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        shell.screen().styled() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(ModelName.class, Main::model)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        return line.execute(words.toArray(String[]::new));
    }

    private static ModelName model(String text) {
        try {
            return ModelName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** A bare {@code transfer_MODEL_1984} is a command and its model in one word. */
    static List<String> withCommand(String[] args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        for (int i = 0; i < words.size() && !Commands.isName(words.get(i)); i++) {
            if (TRANSFER.matcher(words.get(i)).matches()) {
                words.add(i, "sync");
                break;
            }
        }
        return words;
    }
}
