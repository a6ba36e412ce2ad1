package io.syncline.core.text;

/**
 * Text in one form, whatever route it came by: LF line ends, single spaces, no control characters, no blank lines, and no
 * invisible characters but those of the spelling. A text that shows nothing is empty.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * Cleans a text. Transports differ in line ends and control characters; what is hashed must not.
     */
    public static String lines(String text) {
        return CleanBytes.areIn(text) ? text : cleaned(text);
    }

    static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        boolean newline = false;
        boolean visible = false;
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            boolean plain = point > ' ' && point < 0x7F;
            if (!plain && isNewline(point)) {
                newline = true;
            } else if (!plain && isSpace(text, i, point)) {
                space = true;
            } else if (plain || !isDropped(text, i, point)) {
                separate(out, newline, space);
                newline = false;
                space = false;
                visible |= plain || InvisibleCharacters.isVisible(point);
                out.appendCodePoint(point);
            }
        }
        return visible ? out.toString() : "";
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

    private static boolean isNewline(int point) {
        return point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029 || point == 0x85;
    }

    private static boolean isSpace(String text, int at, int point) {
        return point == '\t'
                || Character.isSpaceChar(point)
                || InvisibleCharacters.isBlank(point)
                || InvisibleCharacters.separatesWords(text, at);
    }

    private static boolean isDropped(String text, int at, int point) {
        return Character.getType(point) == Character.CONTROL
                || (point & 0xFFFE) == 0xFFFE
                || (point >= 0xFDD0 && point <= 0xFDEF)
                || (InvisibleCharacters.isInvisible(point) && !InvisibleCharacters.isNeeded(text, at));
    }
}
