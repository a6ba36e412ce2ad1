package io.syncline.api;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a record within its model, as the source assigned it: a number of 64 bits or a text. The number 7 and the
 * text "7" are different ids.
 *
 * <p>Ids have one order, by which everything is paged: numbers before texts, numbers by value, texts by the code points
 * of their characters, which is also the order of their UTF-8 bytes.
 *
 * <p>Immutable.
 */
public final class RecordId implements Comparable<RecordId> {

    /** The maximum length of a text in UTF-8. */
    public static final int MAX_TEXT_BYTES = 512;

    private final long number;
    private final @Nullable String text;

    private RecordId(long number, @Nullable String text) {
        this.number = number;
        this.text = text;
    }

    /** An id that is a number, of any sign. */
    public static RecordId of(long number) {
        return new RecordId(number, null);
    }

    /**
     * An id that is a text, for example a UUID.
     *
     * @param text 1 to {@value #MAX_TEXT_BYTES} bytes in UTF-8; compared as it is, so letters differ by case
     * @throws IllegalArgumentException if it is empty, too long, or has a NUL or half of a surrogate pair
     */
    public static RecordId of(String text) {
        int bytes = bytes(text);
        if (bytes <= 0) {
            throw new IllegalArgumentException(
                    "A record id that is a text must not be empty, hold a NUL or half of a surrogate pair");
        }
        if (bytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "A record id that is a text must have at most " + MAX_TEXT_BYTES + " bytes in UTF-8, not " + bytes);
        }
        return new RecordId(0, text);
    }

    /**
     * The length of a text in UTF-8; negative if it holds a NUL or half of a surrogate pair. In one pass and without an
     * encoder: listings make an id of each record.
     */
    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return -1;
            } else if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return -1;
                }
                bytes += 4;
            } else {
                bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    /**
     * Reads an id that is written without quotes: a whole number of 64 bits without a plus sign or leading zeros is a number, all
     * else is a text.
     *
     * @throws IllegalArgumentException as {@link #of(String)}
     */
    public static RecordId parse(String written) {
        try {
            long number = Long.parseLong(written);
            return Long.toString(number).equals(written) ? of(number) : of(written);
        } catch (NumberFormatException e) {
            return of(written);
        }
    }

    /** Whether the id is a number. */
    public boolean isNumber() {
        return text == null;
    }

    /**
     * The id as a number.
     *
     * @throws IllegalStateException if it is a text
     */
    public long number() {
        if (text != null) {
            throw new IllegalStateException("The record id is a text, not a number: " + text);
        }
        return number;
    }

    /**
     * The id as a text.
     *
     * @throws IllegalStateException if it is a number
     */
    public String text() {
        if (text == null) {
            throw new IllegalStateException("The record id is a number, not a text: " + number);
        }
        return text;
    }

    /** The id as a {@link Long} or a {@link String}. */
    public Object value() {
        return text == null ? (Object) number : text;
    }

    @Override
    public int compareTo(RecordId other) {
        if (text == null) {
            return other.text == null ? Long.compare(number, other.number) : -1;
        }
        return other.text == null ? 1 : compareCodePoints(text, other.text);
    }

    /** Unlike {@link String#compareTo}, which sorts characters beyond the basic plane before U+E000. */
    private static int compareCodePoints(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean ordered = Character.isSurrogate(left) == Character.isSurrogate(right);
                return ordered ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordId that && number == that.number && Objects.equals(text, that.text);
    }

    @Override
    public int hashCode() {
        return text == null ? Long.hashCode(number) : text.hashCode();
    }

    /**
     * The id for messages: the number in decimal digits, or the text, which is in double quotes if it could be taken for a number.
     * Control characters are escaped.
     */
    @Override
    public String toString() {
        if (text == null) {
            return Long.toString(number);
        }
        return parse(text).isNumber() ? '"' + text + '"' : escaped(text);
    }

    private static String escaped(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                escaped.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
