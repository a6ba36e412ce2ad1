package io.syncline.odoo.internal.recipe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a line.
 *
 * @param text how it is shown; empty for no value
 * @param kind what it is
 */
public record LineValue(String text, Kind kind) {

    /** No value. */
    public static final LineValue NONE = new LineValue("", Kind.EXACT);

    /** What follows a text that is said as a whole: nothing, another line, or punctuation. Never a part of a word or number. */
    private static final Pattern ENDS = Pattern.compile("^(\\s*$|\\s*\n\\s*|\\s*[,:;](\\s+|$)|\\s+-\\s+|\\s+(?=\\())");

    /** What separates the last part of a display name: of a code, of a parent. */
    private static final Pattern BEFORE_LAST = Pattern.compile(".*(\\]|,|/) $", Pattern.DOTALL);

    /** What a value is, which decides when showing it is a repetition. */
    public enum Kind {
        /** A text or a name: what an earlier text of the line says is not repeated. */
        TEXT,
        /** An amount of money: the same amount is not repeated, as that of a line of one piece. */
        AMOUNT,
        /** A number, a date or a marked-up text: shown as it is. */
        EXACT
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** What is left of the text of this value after an earlier value of the line. */
    String without(LineValue earlier, String rest) {
        if (kind != earlier.kind || kind == Kind.EXACT || rest.isEmpty()) {
            return rest;
        }
        if (kind == Kind.AMOUNT || rest.equals(earlier.text)) {
            return rest.equals(earlier.text) ? "" : rest;
        }
        String shorter = withoutText(earlier.text, rest);
        // Attribute values are named with their attribute, "Legs : Steel", which the line has named: once is enough.
        return shorter.replace(", " + earlier.text + " : ", ", ").replace(", " + earlier.text + ": ", ", ");
    }

    private static String withoutText(String said, String rest) {
        if (rest.startsWith(said)) {
            Matcher end = ENDS.matcher(rest).region(said.length(), rest.length());
            return end.lookingAt() ? rest.substring(end.end()) : rest;
        }
        if (hasSameCode(said, rest)) {
            int lineEnd = rest.indexOf('\n');
            return lineEnd < 0 ? "" : rest.substring(lineEnd + 1).strip();
        }
        boolean isLastPart = said.endsWith(rest)
                && BEFORE_LAST
                        .matcher(said.substring(0, said.length() - rest.length()))
                        .matches();
        return isLastPart ? "" : rest;
    }

    /** Whether two texts begin with the same code in brackets: the same product in two languages. */
    private static boolean hasSameCode(String one, String other) {
        int end = one.startsWith("[") ? one.indexOf(']') : -1;
        return end > 1 && other.startsWith(one.substring(0, end + 1));
    }
}
