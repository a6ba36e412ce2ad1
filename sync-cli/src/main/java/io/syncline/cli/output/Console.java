package io.syncline.cli.output;

import java.io.PrintStream;

/** Writes results, messages, and one line that is replaced in place, without one spoiling the other. Thread-safe. */
public final class Console {

    private static final String CLEAR = "\r\u001b[K";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private String status = "";

    /**
     * Opens the console of a shell.
     *
     * @param shell where to write
     */
    public Console(Shell shell) {
        this.out = shell.out();
        this.err = shell.err();
        this.screen = shell.screen();
    }

    /**
     * What shows the messages.
     *
     * @return the screen
     */
    public Screen screen() {
        return screen;
    }

    /**
     * Writes a line of the result.
     *
     * @param line without its end
     */
    public synchronized void result(String line) {
        write(out, line);
    }

    /**
     * Writes a line that is not part of the result.
     *
     * @param line without its end
     */
    public synchronized void message(String line) {
        write(err, line);
    }

    /**
     * Shows a line that the next one replaces. Does nothing unless there is a terminal.
     *
     * @param line the line, shorter than the screen is wide
     */
    public synchronized void status(String line) {
        if (screen.isTerminal()) {
            status = line;
            err.print(line.isEmpty() ? CLEAR : "\r" + line + "\u001b[K");
            err.flush();
        }
    }

    /**
     * Makes a text stand out, where it can.
     *
     * @param text the text
     * @return the text, bold on a screen that shows it
     */
    public String bold(String text) {
        return screen.styled() ? BOLD + text + PLAIN : text;
    }

    private void write(PrintStream stream, String line) {
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
