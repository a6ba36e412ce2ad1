package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.cli.output.LastingLogManager;
import io.syncline.cli.output.Shell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.jul.JULServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/** The entry point of the command line. */
public final class Main {

    /** One constant for two types: Java 17 cannot archive the classes of two equal method references (LauncherIT). */
    private static final ITypeConverter<Long> WHOLE = Numbers::whole;

    private static final String PROXY_LOGINS = "jdk.http.auth.tunneling.disabledSchemes";
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
        Shell shell = ProcessShell.of(signals);
        System.setOut(System.err); // standard output is for results, and for the messages of a protocol
        int status = run(args, shell);
        signals.done();
        System.exit(status);
    }

    /**
     * Selects logging, and English for the messages of libraries, since those of Syncline are English too. Lets Java send the
     * login of a proxy for https addresses, which it reads before the first request; the user may set that otherwise.
     */
    static void setProperties() {
        Locale.setDefault(Locale.US);
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        System.setProperty("slf4j.provider", JULServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        if (System.getProperty(PROXY_LOGINS) == null) {
            System.setProperty(PROXY_LOGINS, "");
        }
    }

    /**
     * Runs a command.
     *
     * @param args the command line
     * @param shell the environment of the command
     * @return the exit status
     */
    public static int run(String[] args, Shell shell) {
        ErrorHandler errors = new ErrorHandler(shell);
        List<String> arguments = withCommand(args);
        RootCommand root = new RootCommand(shell);
        CommandLine line = new CommandLine(root.spec(), CommandSpecs.Factory.INSTANCE);
        Commands.add(line, root, arguments);
        line.setOut(Writers.of(shell.out()))
                .setErr(Writers.of(shell.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        shell.screen().styled() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(ModelName.class, new ModelConverter())
                .registerConverter(RecordId.class, WrittenIds::parse)
                .registerConverter(HttpAddress.class, HttpAddress::parse)
                .registerConverter(Long.class, WHOLE)
                .registerConverter(long.class, WHOLE)
                .registerConverter(int.class, Numbers::small)
                .registerConverter(Double.class, text -> Numbers.decimal(text).doubleValue())
                .registerConverter(BigDecimal.class, Numbers::decimal)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        try {
            return errors.afterOutput(line.execute(arguments.toArray(String[]::new)));
        } catch (LinkageError | VirtualMachineError e) { // which picocli handles nowhere
            return errors.handleError(e, root.options());
        }
    }

    /**
     * Reads {@code help COMMAND} as {@code COMMAND --help}, and puts {@code sync} before a bare {@code transfer_MODEL_1984},
     * which names the command and its model.
     */
    static List<String> withCommand(String[] args) {
        List<String> arguments = new ArrayList<>(Arrays.asList(args));
        if (args.length > 0 && args[0].equals("help")) {
            arguments.remove(0);
            arguments.add("--help");
            return arguments;
        }
        for (int i = 0; i < arguments.size() && !Commands.isName(arguments.get(i)); i++) {
            if (isTransfer(arguments.get(i))) {
                arguments.add(i, "sync");
                break;
            }
        }
        return arguments;
    }

    private static boolean isTransfer(String argument) {
        return argument.length() > TRANSFER.length() + TRANSFER_END.length()
                && argument.startsWith(TRANSFER)
                && argument.endsWith(TRANSFER_END);
    }
}
