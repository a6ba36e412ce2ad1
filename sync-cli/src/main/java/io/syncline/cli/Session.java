package io.syncline.cli;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Logs;
import io.syncline.cli.output.Progress;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Text;
import io.syncline.cli.output.Traces;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.cli.wiring.OpenReindex;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** One command at work: its console, its logs and, once asked for, its engine. */
final class Session implements AutoCloseable {

    private static final int MOST_ERRORS = 10;

    private final Shell shell;
    private final Root.Options options;
    private final Console console;
    private @Nullable Logs logs;

    Session(Shell shell, Root.Options options) {
        this.shell = shell;
        this.options = options;
        this.console = new Console(shell);
    }

    /** A progress bar says what the messages about batches say; a pipe gets the messages. */
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

    /** Reads the configuration and wires an engine. */
    OpenEngine engine() {
        return OpenEngine.of(config(), listen());
    }

    /** Reads the configuration and opens what a reindex needs. */
    OpenReindex reindex() {
        return OpenReindex.of(config(), listen());
    }

    private Config config() {
        return ConfigReader.read(shell.directory(), options.config(), shell.environment());
    }

    /**
     * Begins to show on the console what is logged, and what the listener hears of runs. Not before the configuration is
     * read: the JDK takes as long to get its logging ready.
     */
    SyncListener listen() {
        if (logs == null) {
            logs = Logs.open(console, level(), options.verbose());
        }
        return options.quiet() ? SyncListener.NONE : new Progress(console);
    }

    /** Shows a result: the object to programs, the lines to people. */
    void show(Supplier<Json> json, Supplier<List<String>> lines) {
        if (options.json()) {
            console.result(json.get().toString());
        } else if (!options.quiet()) {
            lines.get().forEach(console::result);
        }
    }

    /** Tells something while work goes on; with JSON, standard output is kept for the object. */
    void tell(String line) {
        if (options.json()) {
            console.message(line);
        } else if (!options.quiet()) {
            console.result(line);
        }
    }

    /** Shows what was asked for itself, also to those who want little else. */
    void answer(Json json, List<String> lines) {
        if (options.json()) {
            console.result(json.toString());
        } else {
            lines.forEach(console::result);
        }
    }

    /** Tells people what went wrong, unless a log line did already; programs find it in the JSON object. */
    void complain(List<String> warnings, List<String> errors) {
        warnings.stream().filter(this::isNew).forEach(warning -> console.message("warning: " + warning));
        List<String> news = errors.stream().filter(this::isNew).toList();
        news.stream().limit(MOST_ERRORS).forEach(error -> console.message("error: " + error));
        if (news.size() > MOST_ERRORS) {
            console.message("and " + Text.count(news.size() - MOST_ERRORS, "more error") + " like these");
        }
    }

    private boolean isNew(String message) {
        return logs == null || !logs.told(message);
    }

    /** Shows where a failure came from, to those who want to know everything. */
    void trace(Throwable failure) {
        if (options.verbose()) {
            Traces.lines(failure).forEach(console::message);
        }
    }

    /** Does some work that Ctrl-C brings to an orderly end. */
    <T> T during(Runnable stop, Callable<T> work) throws Exception {
        Runnable announced = () -> {
            console.message("Stopping: what is under way is finished and saved."
                    + " Run the same command again to go on from there.");
            stop.run();
        };
        return shell.signals().during(announced, work);
    }

    @Override
    public void close() {
        console.status("");
        if (logs != null) {
            logs.close();
        }
    }
}
