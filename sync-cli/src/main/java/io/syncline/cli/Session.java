package io.syncline.cli;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Logs;
import io.syncline.cli.output.ParallelProgress;
import io.syncline.cli.output.Progress;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Text;
import io.syncline.cli.output.Traces;
import io.syncline.cli.wiring.OpenAsker;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.cli.wiring.OpenPreview;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.cli.wiring.OpenSource;
import io.syncline.cli.wiring.PendingCalls;
import io.syncline.core.adapter.AdapterKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** The run of one command: its console, its log and, on demand, its engine. */
final class Session implements AutoCloseable {

    private static final int MOST_ERRORS = 10;

    private final Shell shell;
    private final RootCommand.Options options;
    private final Console console;
    private final PendingCalls calls = new PendingCalls();
    private final WaitNotice notice;
    private @Nullable Logs logs;
    private volatile boolean stopping;

    Session(Shell shell, RootCommand.Options options) {
        this.shell = shell;
        this.options = options;
        this.console = new Console(shell);
        this.notice = new WaitNotice(console, calls, System::nanoTime);
        if (!options.quiet()) {
            notice.start();
        }
    }

    /** A terminal shows the progress bar instead of the messages about batches. */
    private Level level() {
        if (options.verbose()) {
            return Level.FINE;
        }
        return options.quiet() || console.screen().isTerminal() ? Level.WARNING : Level.INFO;
    }

    Console console() {
        return console;
    }

    Shell shell() {
        return shell;
    }

    /** Reads the configuration and creates the engine. */
    OpenEngine engine() {
        return OpenEngine.of(config(Set.of()), listen(), calls);
    }

    /** Reads the configuration and creates an engine whose runs of the selected models may be in progress together. */
    OpenEngine engine(ModelSelection selection) {
        SyncListener single = listen();
        return OpenEngine.of(
                config(Set.of()),
                selection.isSingle() || options.quiet() ? single : new ParallelProgress(console),
                calls);
    }

    /**
     * Reads the configuration and creates the engine of a command that does not contact some of its adapters, so that their
     * secrets need not be at hand.
     */
    OpenEngine engineWithout(AdapterKind<?>... uncontacted) {
        return OpenEngine.of(config(Set.of(uncontacted)), listen(), calls);
    }

    /** Opens the source with the credentials of a person of the configuration. */
    OpenAsker asker(String name) {
        return OpenAsker.of(name, config(Set.of(AdapterKind.SOURCE)).askers().named(name), calls);
    }

    /** Reads the configuration. */
    Config config() {
        return config(Set.of());
    }

    /** Creates the engine of a configuration, whose events go to a listener instead of the console. */
    OpenEngine engine(Config config, SyncListener listener) {
        return OpenEngine.of(config, listener, calls);
    }

    /** Reads another configuration and creates its engine. */
    OpenEngine engine(Path otherConfig) {
        return OpenEngine.of(ConfigReader.read(shell.directory(), otherConfig, shell.environment()), listen(), calls);
    }

    /** Reads the configuration and opens its source, to show texts without calling another service. */
    OpenPreview preview() {
        listen();
        return OpenPreview.of(ConfigReader.readForSource(shell.directory(), options.config(), shell.environment()));
    }

    /** Reads the configuration and opens its source alone. */
    OpenSource source() {
        listen();
        return OpenSource.of(
                ConfigReader.readForSource(shell.directory(), options.config(), shell.environment()), calls);
    }

    /** Reads the configuration and opens what a reindex needs. */
    OpenReindex reindex() {
        return OpenReindex.of(config(Set.of()), listen());
    }

    private Config config(Set<AdapterKind<?>> uncontacted) {
        return ConfigReader.read(
                shell.directory(), new ConfigReader.Request(options.config(), uncontacted), shell.environment());
    }

    /** Starts to print log messages, and returns the listener that prints the progress of runs. */
    SyncListener listen() {
        openLogs();
        return options.quiet() ? SyncListener.NONE : new Progress(console);
    }

    /** Starts to print log messages. */
    void openLogs() {
        if (logs == null) {
            logs = Logs.open(console, level(), options.verbose());
        }
    }

    /**
     * Starts to print log messages of a process that runs for days: those about runs too, on a terminal as well.
     *
     * @param json whether each is a JSON object
     */
    void openServiceLogs(boolean json) {
        Level least = options.verbose() ? Level.FINE : options.quiet() ? Level.WARNING : Level.INFO;
        logs = json ? Logs.openJson(console, least) : Logs.openDated(console, least, options.verbose());
    }

    /** Prints a result, as JSON or as lines, unless {@code --quiet} is set. */
    void show(Supplier<Json> json, Supplier<List<String>> lines) {
        if (options.json()) {
            console.result(json.get().toString());
        } else if (!options.quiet()) {
            lines.get().forEach(console::result);
        }
    }

    /** Prints lines about one of several models; with {@code --json} nothing, since one object shows them all. */
    void part(List<String> lines, boolean isAnswer) {
        if (!options.json() && (isAnswer || !options.quiet())) {
            lines.forEach(console::result);
        }
    }

    /** Prints a line during a run; with {@code --json} to standard error, since standard output is for the object. */
    void note(String line) {
        if (options.json()) {
            console.message(line);
        } else if (!options.quiet()) {
            console.result(line);
        }
    }

    /** Prints a result that is the purpose of the command, even with {@code --quiet}. */
    void answer(Json json, List<String> lines) {
        if (options.json()) {
            console.result(json.toString());
        } else {
            lines.forEach(console::result);
        }
    }

    /** Prints warnings of a report to standard error, except those that were logged. */
    void printWarnings(List<String> warnings) {
        warnings.stream().filter(this::isUnlogged).forEach(warning -> console.message("warning: " + warning));
    }

    /**
     * Prints warnings and errors of a report to standard error, except those that were logged. What ended a run is printed
     * all the same: the warning about it may be minutes old.
     */
    void printProblems(List<String> warnings, List<String> errors, Optional<? extends Throwable> failure) {
        printWarnings(warnings);
        String ending = failure.map(Throwable::getMessage).orElse("");
        List<String> unlogged = errors.stream()
                .filter(error -> isUnlogged(error) || (!ending.isEmpty() && error.endsWith(ending)))
                .toList();
        unlogged.stream().limit(MOST_ERRORS).forEach(error -> console.message("error: " + error));
        if (unlogged.size() > MOST_ERRORS) {
            console.message("and " + Text.count(unlogged.size() - MOST_ERRORS, "more error") + " like these");
        }
        failure.ifPresent(this::printTrace);
    }

    private boolean isUnlogged(String message) {
        return logs == null || !logs.contains(message);
    }

    /** Prints a stack trace if {@code --verbose} is set, and says how to get that of an internal error. */
    private void printTrace(Throwable failure) {
        if (options.verbose()) {
            Traces.lines(failure).forEach(console::message);
        } else if (Traces.isInternal(failure)) {
            console.message(Traces.ADVICE);
        }
    }

    /** Runs work that a signal stops in an orderly way. */
    <T> T during(Runnable stop, Callable<T> work) throws Exception {
        Runnable announced = () -> {
            stopping = true;
            console.message(
                    "Stopping: finishing and saving what is in progress." + " Run the same command again to resume.");
            stop.run();
        };
        return shell.signals().during(announced, work);
    }

    /** Whether a signal has asked for the end of the work. */
    boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() {
        notice.close();
        console.status("");
        if (logs != null) {
            logs.close();
        }
    }
}
