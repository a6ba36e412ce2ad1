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

    private static final String CUT = "... : ";

    /** A part of a list that is empty. */
    private static final Pattern NOTHING = Pattern.compile("^[\\s,]*,\\s*|,\\s*(?=,|$)");

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
        return withoutOwner(earlier.text, withoutText(earlier.text, rest));
    }

    /**
     * Attribute values and answers are named with their attribute or question, "Legs : Steel", which the line has named. Odoo
     * shortens long ones, and a value without a text leaves nothing.
     */
    private static String withoutOwner(String said, String rest) {
        String shorter = rest.replace(", " + said + " : ", ", ").replace(", " + said + ": ", ", ");
        for (int cut = shorter.indexOf(CUT); cut >= 0; cut = shorter.indexOf(CUT, cut + 1)) {
            int start = startOf(said, shorter, cut);
            if (start >= 0) {
                shorter = shorter.substring(0, start) + shorter.substring(cut + CUT.length());
                cut = start - 1;
            }
        }
        return shorter.equals(rest) ? rest : NOTHING.matcher(shorter).replaceAll("");
    }

    /** Where the beginning of a text stands that ends at a position, or -1. */
    private static int startOf(String said, String rest, int end) {
        for (int start = 0; start >= 0 && start < end; start = afterComma(rest, start)) {
            if (said.startsWith(rest.substring(start, end))) {
                return start;
            }
        }
        return -1;
    }

    private static int afterComma(String rest, int from) {
        int comma = rest.indexOf(", ", from);
        return comma < 0 ? -1 : comma + 2;
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
