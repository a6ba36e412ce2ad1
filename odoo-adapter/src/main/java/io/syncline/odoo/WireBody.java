package io.syncline.odoo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of an answer as it was sent, whole.
 *
 * <p>Odoo sends nothing before its answer is complete, so that parsing while receiving would gain little; a body that is
 * there in full can be judged in full, and its connection can be used again at once.
 */
final class WireBody {

    private static final int CHUNK = 16_384;

    /** The body grew beyond its limit. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** The body goes on where it was to end. */
    static final class Surplus extends IOException {
        Surplus(long told) {
            super("it has more than the " + told + " bytes that it says");
        }
    }

    private WireBody() {}

    /**
     * Reads a body to its end.
     *
     * @param in where it comes from
     * @param told how many bytes the server says it has, or a negative number if it does not say. Java takes less
     *     without a word when the connection ends early.
     * @param limit the most bytes that it may have
     * @return its bytes in the order in which they came
     * @throws TooLarge if it has more bytes than the limit
     * @throws EOFException if it ends too early
     * @throws Surplus if it goes on where it was to end
     */
    static List<ByteBuffer> read(InputStream in, long told, long limit) throws IOException {
        if (told > limit) {
            throw new TooLarge(limit);
        }
        List<ByteBuffer> chunks = new ArrayList<>();
        long bytes = 0;
        byte[] chunk = in.readNBytes(CHUNK);
        while (chunk.length > 0) {
            bytes += chunk.length;
            if (bytes > limit) {
                throw new TooLarge(limit);
            }
            chunks.add(ByteBuffer.wrap(chunk));
            chunk = in.readNBytes(CHUNK);
        }
        if (told >= 0 && bytes < told) {
            throw new EOFException("it ended after " + bytes + " of " + told + " bytes");
        }
        if (told >= 0 && bytes > told) {
            throw new Surplus(told);
        }
        return chunks;
    }
}
