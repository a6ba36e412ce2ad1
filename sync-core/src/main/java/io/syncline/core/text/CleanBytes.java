package io.syncline.core.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells of most texts that {@link PlainText} would not change them, eight characters at a time. Nearly all texts of a
 * sync are clean already, and looking at each character alone would cost more than hashing them. The shortest look is
 * for what most fields hold, a line of ASCII; suspicious text is examined in full.
 */
final class CleanBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private CleanBytes() {}

    /** Whether a text is surely clean. The answer may be no for one that is. */
    static boolean areIn(String text) {
        return isLineOfAscii(text) || isLatin(text);
    }

    /**
     * Arithmetic on eight bytes together may borrow from a neighbour, which can only make a clean text seem suspicious.
     */
    private static boolean isLineOfAscii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != text.length()) {
            return false;
        }
        long odd = 0;
        long gapBefore = 0x80;
        int inWords = bytes.length & -Long.BYTES;
        for (int i = 0; i < inWords; i += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, i);
            long gaps = word - 0x21 * EACH;
            odd |= (gaps & ((gaps << 8) | gapBefore)) | controls(word);
            gapBefore = gaps >>> 56;
        }
        long rest = rest(bytes, inWords);
        long gaps = rest - 0x21 * EACH;
        odd |= (gaps & ((gaps << 8) | gapBefore)) | controls(rest);
        return (odd & HIGH) == 0 && endsWell(bytes);
    }

    /** The high bit, among other bits, of each byte of ASCII that is a control character. */
    private static long controls(long word) {
        return (word - 0x20 * EACH) | (word + EACH);
    }

    /** Characters beyond ISO 8859-1 are encoded as question marks, so a question mark proves nothing. */
    private static boolean isLatin(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long gapBefore = 0x80;
        long bad = 0;
        for (int i = 0; i < bytes.length && bad == 0; i += Long.BYTES) {
            long word = i + Long.BYTES <= bytes.length ? (long) EIGHT.get(bytes, i) : rest(bytes, i);
            long gaps = gaps(word);
            bad = unclean(word) | (gaps & ((gaps << 8) | gapBefore));
            gapBefore = gaps >>> 56;
        }
        return bad == 0 && endsWell(bytes);
    }

    private static boolean endsWell(byte[] bytes) {
        return bytes.length == 0 || (bytes[bytes.length - 1] != ' ' && bytes[bytes.length - 1] != '\n');
    }

    /** The last bytes, filled up with a letter. */
    private static long rest(byte[] bytes, int from) {
        long word = 'x' * EACH;
        for (int i = from; i < bytes.length; i++) {
            int shift = (i - from) * Byte.SIZE;
            word = (word & ~(0xffL << shift)) | ((bytes[i] & 0xffL) << shift);
        }
        return word;
    }

    /** The high bit of each byte that is a space, a line feed or another control character. */
    private static long gaps(long word) {
        return ~atLeast(word, 0x21) & ~word & HIGH;
    }

    /**
     * The high bit of each byte that is a control character but for a line feed, a no-break space, a soft hyphen, or in
     * doubt.
     */
    private static long unclean(long word) {
        long controls = ~atLeast(word, 0x20) & ~word & ~equal(word, '\n');
        long delete = equal(word, 0x7f);
        long upperControls = ~atLeast(word, 0x21) & word;
        return (controls | delete | upperControls | equal(word, 0xAD) | equal(word, '?')) & HIGH;
    }

    /** The high bit of each byte whose lower seven bits are not less than a number. */
    private static long atLeast(long word, long least) {
        return (word | HIGH) - (least * EACH);
    }

    /** The high bit, among other bits, of each byte that is the given one. */
    private static long equal(long word, long value) {
        long other = word ^ (value * EACH);
        return ~(((other & LOW_BITS) + LOW_BITS) | other);
    }
}
