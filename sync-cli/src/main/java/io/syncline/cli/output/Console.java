package io.syncline.cli.output;

import java.io.PrintStream;

/** Prints results, messages and a status line that stays the last line of a terminal. Thread-safe. */
public final class Console {

    private static final String CLEAR = "\r\u001b[K";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private String status = "";
    private long changes;

    /**
     * Creates the console of a shell.
     *
     * @param shell its streams and screen
     */
    public Console(Shell shell) {
        this.out = shell.out();
        this.err = shell.err();
        this.screen = shell.screen();
    }

    /**
     * The screen of the messages.
     *
     * @return the screen
     */
    public Screen screen() {
        return screen;
    }

    /**
     * Prints a line of the result.
     *
     * @param line without line end
     */
    public synchronized void result(String line) {
        write(out, line);
    }

    /**
     * Prints a line that is not part of the result.
     *
     * @param line without line end
     */
    public synchronized void message(String line) {
        write(err, line);
    }

    /**
     * Replaces the status line. Does nothing unless there is a terminal.
     *
     * @param line narrower than the screen; empty to clear it
     */
    public synchronized void status(String line) {
        if (screen.isTerminal()) {
            changes++;
            status = line;
            err.print(line.isEmpty() ? CLEAR : "\r" + line + "\u001b[K");
            err.flush();
        }
    }

    /**
     * Formats a text as bold.
     *
     * @param text the text
     * @return the text, bold if the screen shows that
     */
    public String bold(String text) {
        return screen.styled() ? BOLD + text + PLAIN : text;
    }

    /** How often something was shown. */
    public synchronized long changes() {
        return changes;
    }

    private void write(PrintStream stream, String line) {
        changes++;
        if (!status.isEmpty()) {
            err.print(CLEAR);
            err.flush();
        }
        stream.println(line);
        stream.flush();
        if (!status.isEmpty()) {
            err.print(status);
            err.flush();
        }
    }
}
