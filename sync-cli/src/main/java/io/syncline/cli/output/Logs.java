package io.syncline.cli.output;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Prints log messages of Syncline and of libraries to the console until it is closed. */
public final class Logs implements AutoCloseable {

    private static final int REMEMBERED = 200;

    /** Held strongly: the log manager holds loggers weakly, and their levels would be lost with them. */
    private final Logger root = Logger.getLogger("");

    private final Logger ours = Logger.getLogger("io.syncline");

    /** It logs addresses that it cannot read, and those of webhooks hold a secret. */
    private final Logger addresses = Logger.getLogger("org.apache.coyote");

    private final List<Handler> before = List.of(root.getHandlers());
    private final Level rootBefore = root.getLevel();
    private final RememberingHandler handler;

    private Logs(RememberingHandler handler, Level level) {
        this.handler = handler;
        before.forEach(root::removeHandler);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(level.intValue() < Level.INFO.intValue() ? Level.INFO : Level.WARNING);
        ours.setLevel(level);
        addresses.setLevel(Level.WARNING);
    }

    /**
     * Starts logging to a console.
     *
     * @param console the console
     * @param level the lowest level of Syncline's own messages
     * @param traces whether to print stack traces
     * @return restores the previous logging when it is closed
     */
    public static Logs open(Console console, Level level, boolean traces) {
        return new Logs(new ConsoleHandler(console, traces, () -> Time.FORMAT), level);
    }

    /** Does the same for a process that runs for days: each message has its date. */
    public static Logs openDated(Console console, Level level, boolean traces) {
        return new Logs(new ConsoleHandler(console, traces, () -> Time.DATED), level);
    }

    /**
     * Starts logging to a console, one JSON object a line.
     *
     * @param console the console
     * @param level the lowest level of Syncline's own messages
     * @return restores the previous logging when it is closed
     */
    public static Logs openJson(Console console, Level level) {
        return new Logs(new JsonHandler(console), level);
    }

    /**
     * Whether a message of a report was logged as a warning, alone or as the reason of another one.
     *
     * @param message the message of the report
     * @return true if it was logged
     */
    public boolean contains(String message) {
        String reason = message.substring(message.indexOf(": ") + 1).strip();
        return handler.hasWarned(reason);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        before.forEach(root::addHandler);
        root.setLevel(rootBefore);
        ours.setLevel(null);
        addresses.setLevel(null);
    }

    /** Remembers the last warnings. */
    private abstract static class RememberingHandler extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();
        private final Deque<String> warnings = new ConcurrentLinkedDeque<>();

        /** Prints a message that is to be shown. */
        abstract void print(LogRecord logged, String message);

        abstract boolean isHidden(LogRecord logged);

        @Override
        public void publish(LogRecord logged) {
            if (!isLoggable(logged) || isHidden(logged)) {
                return;
            }
            String message = formatter.formatMessage(logged);
            print(logged, message);
            if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
                remember(message);
            }
        }

        private void remember(String message) {
            warnings.addLast(message);
            if (warnings.size() > REMEMBERED) {
                warnings.pollFirst();
            }
        }

        boolean hasWarned(String reason) {
            return warnings.stream().anyMatch(logged -> logged.endsWith(reason));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class ConsoleHandler extends RememberingHandler {

        private final Console console;
        private final boolean traces;

        private final Supplier<DateTimeFormatter> time;

        ConsoleHandler(Console console, boolean traces, Supplier<DateTimeFormatter> time) {
            this.console = console;
            this.traces = traces;
            this.time = time;
        }

        /** The failure that ends a run is printed with its report. */
        @Override
        boolean isHidden(LogRecord logged) {
            return !traces
                    && logged.getLevel().intValue() >= Level.SEVERE.intValue()
                    && String.valueOf(logged.getLoggerName()).startsWith("io.syncline.core");
        }

        @Override
        void print(LogRecord logged, String message) {
            console.message(time.get().format(logged.getInstant()) + " " + name(logged.getLevel()) + message);
            if (traces && logged.getThrown() != null) {
                Traces.lines(logged.getThrown()).forEach(console::message);
            }
        }

        private static String name(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "error: ";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "warning: " : "";
        }
    }

    /** For programs that collect logs: no line is left out, and none is broken by a line end in a message. */
    private static final class JsonHandler extends RememberingHandler {

        private final Console console;

        JsonHandler(Console console) {
            this.console = console;
        }

        @Override
        boolean isHidden(LogRecord logged) {
            return false;
        }

        @Override
        void print(LogRecord logged, String message) {
            Json line = new Json()
                    .with("time", logged.getInstant())
                    .with("level", level(logged.getLevel()))
                    .with("logger", logged.getLoggerName())
                    .with("message", message);
            if (logged.getThrown() != null) {
                line.with("trace", Traces.lines(logged.getThrown()));
            }
            console.message(line.toString());
        }

        private static String level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "error";
            }
            return level.intValue() >= Level.WARNING.intValue()
                    ? "warning"
                    : level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
        }
    }

    /** Loaded with the first message: most runs log none. */
    private static final class Time {

        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
        private static final DateTimeFormatter DATED = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ssX", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }
}
