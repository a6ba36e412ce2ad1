package io.syncline.cli;

import io.syncline.api.failure.SyncException;
import io.syncline.cli.demo.DemoFailedException;
import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Traces;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.core.adapter.Units;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints one message for an error and chooses the exit status; prints the stack trace only with {@code --verbose}. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Pattern NAME = Pattern.compile("'([a-z]+(?:[A-Z][a-z]+)*)'");

    private final Console console;
    private final Shell shell;

    ErrorHandler(Shell shell) {
        this.console = new Console(shell);
        this.shell = shell;
    }

    /** The status of a command that has ended: a result that nobody could read is no success. */
    int afterOutput(int status) {
        if (!shell.out().checkError() || status != ExitCode.SUCCESS) {
            return status;
        }
        console.message("error: The output is incomplete: standard output cannot be written");
        return ExitCode.FAILED;
    }

    /** The command line itself is wrong. */
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String message = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched().get(0))
                : unknownOption(command, args)
                        .map(option -> unmatched(command, option))
                        .orElse(String.valueOf(failure.getMessage()));
        print(message, Arrays.asList(args).contains("--json"), ErrorHandler::plain);
        console.message("Try '" + command.qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    private static String unmatched(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            String option = argument.replaceFirst("=.*", "");
            return "Unknown option '" + option + "'"
                    + suggestion(option, command.optionsMap().keySet());
        }
        if (command.root() == command) {
            return "Unknown command '" + argument + "'" + suggestion(argument, Commands.names());
        }
        return "Unexpected argument '" + argument + "'"
                + suggestion(argument, command.subcommands().keySet());
    }

    /** The value of an unknown option looks like a parameter, which picocli converts first. */
    private static Optional<String> unknownOption(CommandSpec command, String... args) {
        return Arrays.stream(args)
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> word.startsWith("--"))
                .filter(word -> !command.optionsMap().containsKey(word.replaceFirst("=.*", "")))
                .findFirst();
    }

    /** A message of a request, whose names of settings become those of options. */
    private static String withOptions(CommandSpec command, List<String> args, String message) {
        return NAME.matcher(Units.inMessage(message)).replaceAll(found -> {
            String name = "--" + found.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            @Nullable OptionSpec option = command.optionsMap().get(name);
            return Matcher.quoteReplacement(option == null ? found.group() : written(option, args));
        });
    }

    /** The name by which the user gave an option. */
    private static String written(OptionSpec option, List<String> args) {
        return Arrays.stream(option.names())
                .filter(name -> args.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")))
                .findFirst()
                .orElse(option.names()[0]);
    }

    private static String suggestion(String written, Collection<String> known) {
        return NearestNames.to(written, known, 1).stream()
                .map(name -> ". Did you mean '" + name + "'?")
                .findFirst()
                .orElse("");
    }

    /** The command failed. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, @Nullable ParseResult parsed) {
        RootCommand.Options options = root(line).options();
        boolean expected = isExpected(failure);
        String message = expected ? String.valueOf(failure.getMessage()) : unexpected(failure, options.verbose());
        if (failure instanceof IllegalArgumentException) {
            message = withOptions(line.getCommandSpec(), parsed == null ? List.of() : parsed.originalArgs(), message);
        }
        print(
                message,
                options.json(),
                line.getCommand() instanceof ReportingCommand command ? command::failed : ErrorHandler::plain);
        if (options.verbose()) {
            Traces.lines(failure).forEach(console::message);
        } else if (expected && Traces.isInternal(failure)) {
            console.message(Traces.ADVICE);
        }
        return status(failure);
    }

    /** The command failed in a way that no command handles, such as a class that its jar lacks. */
    int handleError(Error failure, RootCommand.Options options) {
        print(unexpected(failure, options.verbose()), options.json(), ErrorHandler::plain);
        if (options.verbose()) {
            Traces.lines(failure).forEach(console::message);
        }
        return ExitCode.FAILED;
    }

    private static RootCommand root(CommandLine line) {
        return (RootCommand) line.getCommandSpec().root().userObject();
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof ConfigException
                || failure instanceof SyncException
                || failure instanceof DemoFailedException
                || failure instanceof CancellationException
                || failure instanceof IllegalArgumentException;
    }

    private static String unexpected(Throwable failure, boolean verbose) {
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

    private void print(String message, boolean json, Function<String, Json> shape) {
        if (json) {
            console.result(shape.apply(message).toString());
        }
        console.message("error: " + message);
    }
}
