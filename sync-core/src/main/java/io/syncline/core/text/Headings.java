package io.syncline.core.text;

/** Headings in plain text: lines that begin with number signs and a space, as in Markdown. */
final class Headings {

    static final String MARK = "# ";

    private Headings() {}

    static boolean isHeading(String line) {
        int signs = signs(line);
        return signs > 0 && signs < line.length() && line.charAt(signs) == ' ' && !of(line).isEmpty();
    }

    /** The words of a heading. */
    static String of(String line) {
        return line.substring(signs(line)).strip();
    }

    private static int signs(String line) {
        int signs = 0;
        while (signs < line.length() && line.charAt(signs) == '#') {
            signs++;
        }
        return signs;
    }
}
