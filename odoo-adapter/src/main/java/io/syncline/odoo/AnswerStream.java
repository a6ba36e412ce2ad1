package io.syncline.odoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The decompressed body of an answer. Remembers its last bytes. */
final class AnswerStream extends InputStream {

    private static final int TAIL = 64;

    private final InputStream in;
    private final byte[] tail = new byte[TAIL];

    AnswerStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            int kept = Math.min(count, TAIL);
            System.arraycopy(tail, kept, tail, 0, TAIL - kept);
            System.arraycopy(target, offset + count - kept, tail, TAIL - kept, kept);
        }
        return count;
    }

    /** Reads the rest and returns whether it ends in a text, ignoring trailing blanks. */
    boolean endsWith(String text) throws IOException {
        byte[] rest = new byte[8192];
        while (true) {
            if (read(rest, 0, rest.length) < 0) {
                break;
            }
        }
        return new String(tail, StandardCharsets.ISO_8859_1).stripTrailing().endsWith(text);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
