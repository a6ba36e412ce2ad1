package io.syncline.cli;

import io.syncline.api.failure.SyncException;
import io.syncline.cli.config.ConfigException;
import io.syncline.cli.demo.DemoFailedException;
import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong: one message, the right exit status, and a trace only for those who asked for it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Console console;

    Failures(Shell shell) {
        this.console = new Console(shell);
    }

    /** The command line itself is wrong. */
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(failure.getMessage());
        tell(message + suggestion(failure), Arrays.asList(args).contains("--json"), Failures::plain);
        console.message("Try '" + command + " --help'");
        return ExitCode.USAGE;
    }

    private static String suggestion(ParameterException failure) {
        List<String> near =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** The command failed. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, @Nullable ParseResult parsed) {
        Root.Options options = root(line).options();
        boolean expected = isExpected(failure);
        String message = expected ? String.valueOf(failure.getMessage()) : unexpected(failure, options.verbose());
        tell(
                message,
                options.json(),
                line.getCommand() instanceof Reporting command ? command::failed : Failures::plain);
        if (options.verbose()) {
            Traces.lines(failure).forEach(console::message);
        }
        return status(failure);
    }

    private static Root root(CommandLine line) {
        return (Root) line.getCommandSpec().root().userObject();
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof ConfigException
                || failure instanceof SyncException
                || failure instanceof DemoFailedException
                || failure instanceof CancellationException
                || failure instanceof IllegalArgumentException;
    }

    private static String unexpected(Exception failure, boolean verbose) {
        return "Internal error: " + failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : ": " + failure.getMessage())
                + (verbose ? "" : " (run with --verbose for the stack trace)");
    }

    private static int status(Exception failure) {
        if (failure instanceof SyncException sync) {
            return ExitCode.of(sync);
        }
        return failure instanceof ConfigException || failure instanceof IllegalArgumentException
                ? ExitCode.USAGE
                : ExitCode.FAILED;
    }

    private static Json plain(String message) {
        return new Json().with("success", false).with("errors", List.of(message));
    }

    private void tell(String message, boolean json, Function<String, Json> shape) {
        if (json) {
            console.result(shape.apply(message).toString());
        }
        console.message("error: " + message);
    }
}
