package io.syncline.cli.output;

/**
 * What shows the lines: a terminal, or something that takes plain text.
 *
 * @param columns characters per line; 0 if it is not a terminal and lines cannot be replaced
 * @param unicode whether it shows more than ASCII
 * @param styled whether it shows bold text
 */
public record Screen(int columns, boolean unicode, boolean styled) {

    /** A pipe or a file. */
    public static final Screen NONE = new Screen(0, false, false);

    /**
     * Whether a line can be replaced in place.
     *
     * @return true for a terminal
     */
    public boolean isTerminal() {
        return columns > 0;
    }
}
