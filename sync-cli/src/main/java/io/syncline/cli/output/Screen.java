package io.syncline.cli.output;

/**
 * The capabilities of an output: a terminal, or a pipe or file.
 *
 * @param columns characters per line; 0 if it is not a terminal
 * @param unicode whether it shows Unicode
 * @param styled whether it shows bold text
 */
public record Screen(int columns, boolean unicode, boolean styled) {

    /** A pipe or a file. */
    public static final Screen NONE = new Screen(0, false, false);

    /**
     * Whether a line can be replaced.
     *
     * @return true for a terminal
     */
    public boolean isTerminal() {
        return columns > 0;
    }
}
