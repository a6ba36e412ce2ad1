package io.syncline.tika;

import java.util.regex.Pattern;

/**
 * Puts a text together: collapses white space, drops control characters, marks headings, and stops at a length. Not
 * thread-safe.
 */
final class CollectedText {

    /** Begins the line of a heading until the text is complete; control characters of the document never get in. */
    private static final char HEADING = '\u0001';

    private static final int LEVELS = 6;
    private static final Pattern LIKE_A_HEADING = Pattern.compile("\\\\*#{1," + LEVELS + "} .*");

    private final int limit;
    private final boolean marked;
    private final StringBuilder text = new StringBuilder();
    private int breaks;
    private char gap;
    private boolean cell;
    private int heading;
    private char highSurrogate;
    private String caption = "";

    /**
     * A text of at most so many characters.
     *
     * @param marked whether the document marks its headings itself, as Markdown does
     */
    CollectedText(int limit, boolean marked) {
        this.limit = limit;
        this.marked = marked;
    }

    /** Appends what a document has; white space and line feeds become gaps. */
    void append(char character) throws TextTooLongException {
        if (Character.isLowSurrogate(character) && highSurrogate != 0) {
            emit(highSurrogate);
            text.append(character);
        } else if (isGap(character)) {
            gap(character == '\t' ? '\t' : ' ');
        } else if (isPrinted(character)) {
            emit(character);
        }
        highSurrogate = Character.isHighSurrogate(character) ? character : 0;
    }

    private static boolean isGap(char character) {
        return (character <= ' ' && Character.isWhitespace(character))
                || Character.isSpaceChar(character)
                || character == '\u0085';
    }

    /** Leaves out control characters, also those that readers have replaced, unpaired surrogates, and marks without width. */
    private static boolean isPrinted(char character) {
        return !Character.isISOControl(character)
                && !Character.isSurrogate(character)
                && character != '\u00AD'
                && character != '\u200B'
                && character != '\uFEFF'
                && character < '\uFFFD';
    }

    /** Separates what follows from what precedes, within the line. */
    void gap(char separator) {
        gap = gap == '\t' ? gap : separator;
    }

    /** What follows is another cell of the row. */
    void cell() {
        cell = true;
    }

    /** What follows is on another line. */
    void line() {
        breaks = Math.max(breaks, 1);
    }

    /** What follows is another paragraph. */
    void paragraph() {
        breaks = 2;
    }

    /** What follows, up to the next paragraph, is a heading, from 1 to 6. */
    void heading(int level) {
        paragraph();
        heading = level;
    }

    /** Ends a heading, which had no text if its mark is still pending. */
    void endHeading() {
        paragraph();
        heading = 0;
    }

    /** Puts a heading in front of what follows, if anything does. An empty one takes a pending one back. */
    void caption(String name) {
        caption = name;
    }

    private void emit(char character) throws TextTooLongException {
        if (text.length() >= limit) {
            throw new TextTooLongException();
        }
        if (!caption.isEmpty()) {
            emitCaption();
        }
        if (text.isEmpty() || breaks > 0) {
            text.append("\n".repeat(text.isEmpty() ? 0 : breaks));
            mark();
        } else if (cell) {
            text.append(" | ");
        } else if (gap != 0) {
            text.append(gap);
        }
        breaks = 0;
        cell = false;
        gap = 0;
        text.append(character);
    }

    private void emitCaption() throws TextTooLongException {
        String name = caption;
        int pending = heading;
        caption = "";
        heading(1);
        for (int i = 0; i < name.length(); i++) {
            append(name.charAt(i));
        }
        paragraph();
        heading = pending;
    }

    private void mark() {
        if (heading > 0) {
            text.append(HEADING).append(heading);
            heading = 0;
        }
    }

    /** The text, with marks instead of what looks like one, cut to the limit. */
    String complete() {
        StringBuilder complete = new StringBuilder(text.length());
        text.toString().lines().forEach(line -> complete.append(marked(line)).append('\n'));
        return cut(complete.toString(), limit);
    }

    /** The start of a text, without half a character at its end. */
    static String cut(String text, int limit) {
        int end = Math.min(limit, text.length());
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    /** A value in one line, without control characters and unpaired surrogates. */
    static String oneLine(String value) {
        CollectedText line = new CollectedText(Integer.MAX_VALUE, true);
        try {
            for (int i = 0; i < value.length(); i++) {
                line.append(value.charAt(i));
            }
        } catch (TextTooLongException e) {
            throw new IllegalStateException("No text is so long", e);
        }
        return line.text.toString().strip();
    }

    private String marked(String line) {
        if (!line.isEmpty() && line.charAt(0) == HEADING) {
            return "#".repeat(line.charAt(1) - '0') + " " + line.substring(2);
        }
        return !marked && LIKE_A_HEADING.matcher(line).matches() ? "\\" + line : line;
    }
}
