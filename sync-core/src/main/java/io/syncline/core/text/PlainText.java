package io.syncline.core.text;

/** Text in one form, whatever route it came by: LF line ends, single spaces, no control characters, no blank lines. */
final class PlainText {

    private PlainText() {}

    /**
     * Cleans a text. Transports differ in line ends and control characters; what is hashed must not.
     */
    static String lines(String text) {
        return CleanBytes.areIn(text) ? text : cleaned(text);
    }

    static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        boolean newline = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c < '\u007f';
            if (!plain && isNewline(c)) {
                newline = true;
            } else if (!plain && isSpace(c)) {
                space = true;
            } else if (plain || !isDropped(c)) {
                separate(out, newline, space);
                newline = false;
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void separate(StringBuilder out, boolean newline, boolean space) {
        if (out.isEmpty()) {
            return;
        }
        if (newline) {
            out.append('\n');
        } else if (space) {
            out.append(' ');
        }
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u200b' || c == '\ufeff' || Character.isSpaceChar(c);
    }

    private static boolean isDropped(char c) {
        return c < ' ' || (c >= '\u007f' && c < '\u00a0') || c == '\ufffe' || c == '\uffff';
    }
}
