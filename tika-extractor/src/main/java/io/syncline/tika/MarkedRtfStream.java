package io.syncline.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * An RTF document with a mark of a paragraph in front of its first text. Tika takes for the header, which has no text, what
 * precedes the first such mark, and a document need not have one. Groups of the header, such as the fonts, are left as they are.
 */
final class MarkedRtfStream extends InputStream {

    private static final byte[] MARK = {'\\', 'p', 'a', 'r', 'd', ' '};

    /** A longer word is none. */
    private static final int LONGEST_WORD = 40;

    /** Words with which Tika begins the text. */
    private static final Set<String> MARKS =
            Set.of("par", "pard", "sect", "sectd", "plain", "ltrch", "rtlch", "htmlrtf", "line");

    /** Words that stand for characters. */
    private static final Set<String> CHARACTERS = Set.of(
            "u", "tab", "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote", "cell", "row");

    /** Groups whose text is none of the document. */
    private static final Set<String> ASIDE = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "listtable",
            "listoverridetable",
            "info",
            "filetbl",
            "revtbl",
            "rsidtbl",
            "pict",
            "object",
            "themedata",
            "datastore",
            "generator",
            "xmlnstbl",
            "mmathPr");

    private final InputStream source;
    private byte[] ready = {};
    private int next;
    private int pushedBack = -1;
    private int depth;
    private int asideDepth;
    private long binary;
    private boolean found;

    /**
     * Marks a document.
     *
     * @param source the document; the stream that reads it does not close it
     */
    MarkedRtfStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        if (next == ready.length && !found) {
            ready = token();
            next = 0;
        }
        return next < ready.length ? ready[next++] & 0xFF : readSource();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (found && next == ready.length && pushedBack < 0) {
            return source.read(buffer, offset, length);
        }
        int count = 0;
        while (count < length) {
            int value = read();
            if (value < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) value;
        }
        return count;
    }

    private int readSource() throws IOException {
        int value = pushedBack >= 0 ? pushedBack : source.read();
        pushedBack = -1;
        return value;
    }

    /** The next part of the document, with a mark if it is the first text; empty at the end. */
    private byte[] token() throws IOException {
        int first = readSource();
        if (first < 0) {
            found = true;
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        if (binary > 0) {
            binary--;
        } else if (first == '\\') {
            return command(bytes);
        } else if (first == '{') {
            depth++;
        } else if (first == '}') {
            depth--;
            asideDepth = depth < asideDepth ? 0 : asideDepth;
        } else if (first > ' ') {
            return text(bytes);
        }
        return bytes.toByteArray();
    }

    private byte[] command(ByteArrayOutputStream bytes) throws IOException {
        int symbol = readSource();
        if (symbol < 0) {
            return bytes.toByteArray();
        }
        if (!isLetter(symbol)) {
            bytes.write(symbol);
            if (symbol == '*') {
                setAside();
            }
            return symbol == '\'' || symbol == '{' || symbol == '}' || symbol == '\\' || symbol == '~' || symbol == '_'
                    ? text(bytes)
                    : bytes.toByteArray();
        }
        String word = run(bytes, symbol);
        String number = parameter(bytes);
        if (word.equals("bin")) {
            binary = number.isEmpty() || number.startsWith("-") ? 0 : Long.parseLong(number);
        } else if (ASIDE.contains(word)) {
            setAside();
        } else if (MARKS.contains(word) && asideDepth == 0) {
            found = true;
        }
        return CHARACTERS.contains(word) ? text(bytes) : bytes.toByteArray();
    }

    /** The letters of a word. */
    private String run(ByteArrayOutputStream bytes, int first) throws IOException {
        StringBuilder word = new StringBuilder();
        int letter = first;
        while (isLetter(letter) && word.length() < LONGEST_WORD) {
            bytes.write(letter);
            word.append((char) letter);
            letter = readSource();
        }
        pushedBack = letter;
        return word.toString();
    }

    /** The number after a word, and the space that ends it. */
    private String parameter(ByteArrayOutputStream bytes) throws IOException {
        StringBuilder number = new StringBuilder();
        int digit = readSource();
        while ((isDigit(digit) || (digit == '-' && number.isEmpty())) && number.length() < 10) {
            bytes.write(digit);
            number.append((char) digit);
            digit = readSource();
        }
        if (digit == ' ') {
            bytes.write(digit);
        } else {
            pushedBack = digit;
        }
        return number.toString();
    }

    private void setAside() {
        asideDepth = asideDepth == 0 ? depth : asideDepth;
    }

    private byte[] text(ByteArrayOutputStream bytes) {
        if (asideDepth > 0 || depth <= 0) {
            return bytes.toByteArray();
        }
        found = true;
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(MARK);
        marked.writeBytes(bytes.toByteArray());
        return marked.toByteArray();
    }

    private static boolean isLetter(int value) {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }
}
