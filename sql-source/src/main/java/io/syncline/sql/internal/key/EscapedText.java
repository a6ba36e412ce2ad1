package io.syncline.sql.internal.key;

/**
 * A text as a part of a composite key. Parts end with a space, so that a text comes before its continuations; characters up
 * to the exclamation mark, the space among them, are written as an exclamation mark and a letter, which keeps the order.
 */
final class EscapedText {

    static final char END = ' ';

    /** The greatest character that is escaped. */
    static final char GREATEST_ESCAPED = '!';

    private static final char ESCAPE = GREATEST_ESCAPED;
    private static final char SHIFT = 0x40;

    private EscapedText() {}

    static String of(String text) {
        if (text.chars().noneMatch(c -> c <= ESCAPE)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ESCAPE) {
                escaped.append(ESCAPE).append((char) (SHIFT + c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * How far a text could be read.
     *
     * @param value what was read
     * @param length how many characters of the text that is
     * @param rest what follows
     */
    record Reading(String value, int length, Rest rest) {}

    /** What follows a part. */
    enum Rest {
        /** Nothing: the text ends. */
        NOTHING,
        /** A space. */
        SPACE,
        /** Something that comes before all continuations of the part. */
        BEFORE_CONTINUATIONS,
        /** Something that comes after those continuations that begin with an escaped character, and before all others. */
        AFTER_ESCAPES,
        /** A control character, which comes before the end of the part. */
        BEFORE_END
    }

    static Reading read(String text) {
        StringBuilder value = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c <= END) {
                return new Reading(value.toString(), i, c == END ? Rest.SPACE : Rest.BEFORE_END);
            }
            if (c > ESCAPE) {
                value.append(c);
                i++;
                continue;
            }
            char escaped = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (escaped <= SHIFT || escaped > SHIFT + ESCAPE) {
                return new Reading(
                        value.toString(), i, escaped <= SHIFT ? Rest.BEFORE_CONTINUATIONS : Rest.AFTER_ESCAPES);
            }
            value.append((char) (escaped - SHIFT));
            i += 2;
        }
        return new Reading(value.toString(), i, Rest.NOTHING);
    }
}
