package io.syncline.odoo;

/**
 * The text of a file, or why it has none.
 *
 * @param text the text; empty if there is none
 * @param problem why it could not be read, in plain words; empty if it could, even if there is no text
 */
record FileText(String text, String problem) {

    static final FileText NONE = new FileText("", "");

    static FileText of(String text) {
        return new FileText(text, "");
    }

    static FileText problem(String reason) {
        return new FileText("", reason);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return problem.isEmpty() ? text.length() + " characters" : problem;
    }
}
