package io.syncline.core.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells of most texts that {@link PlainText} would not change them, eight characters at a time. Nearly all texts of a
 * sync are clean already, and looking at each character alone would cost more than hashing them.
 */
final class CleanBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private CleanBytes() {}

    /**
     * Whether a text is surely clean. The answer may be no for one that is: characters beyond ISO 8859-1 are encoded as
     * question marks, so a question mark tells nothing.
     */
    static boolean areIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int inWords = bytes.length & -Long.BYTES;
        long gapBefore = 0x80;
        long bad = 0;
        for (int i = 0; i < inWords && bad == 0; i += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, i);
            long gaps = gaps(word);
            bad = uncleanIfOdd(word) | (gaps & ((gaps << 8) | gapBefore));
            gapBefore = gaps >>> 56;
        }
        long rest = rest(bytes, inWords);
        long gaps = gaps(rest);
        bad |= uncleanIfOdd(rest) | (gaps & ((gaps << 8) | gapBefore));
        return bad == 0 && (bytes.length == 0 || !isGap(bytes[bytes.length - 1]));
    }

    private static boolean isGap(byte letter) {
        return letter == ' ' || letter == '\n';
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

    /** Looks closely only at words that hold more than the letters, digits and signs of which nearly all texts consist. */
    private static long uncleanIfOdd(long word) {
        long mark = word ^ ('?' * EACH);
        long odd = word | (word - ' ' * EACH) | (word + EACH) | ((mark - EACH) & ~mark);
        return (odd & HIGH) == 0 ? 0 : unclean(word);
    }

    /** The high bit of each byte that is a control character but for a line feed, a no-break space, or in doubt. */
    private static long unclean(long word) {
        long controls = ~atLeast(word, 0x20) & ~word & ~equal(word, '\n');
        long delete = equal(word, 0x7f);
        long upperControls = ~atLeast(word, 0x21) & word;
        return (controls | delete | upperControls | equal(word, '?')) & HIGH;
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
