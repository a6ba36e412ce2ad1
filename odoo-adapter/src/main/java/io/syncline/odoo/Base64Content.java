package io.syncline.odoo;

import io.syncline.core.port.extraction.FileContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/**
 * The bytes of a file that Odoo sent in Base64, decoded while they are read. What is not Base64 ends them: it is no failure that
 * may pass. Not thread-safe.
 */
final class Base64Content implements FileContent {

    private final String encoded;
    private boolean malformed;

    Base64Content(String encoded) {
        this.encoded = encoded;
    }

    /** Whether the bytes ended where something was not Base64. */
    boolean isMalformed() {
        return malformed;
    }

    @Override
    public InputStream open() {
        return new Decoded(Base64.getMimeDecoder().wrap(new Characters(encoded)));
    }

    private final class Decoded extends FilterInputStream {

        Decoded(InputStream decoder) {
            super(decoder);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return malformed ? -1 : in.read(buffer, offset, length);
            } catch (IOException e) {
                malformed = true;
                return -1;
            }
        }
    }

    /** ASCII characters as bytes, without a copy of all. */
    private static final class Characters extends InputStream {

        private final String text;
        private int next;

        Characters(String text) {
            this.text = text;
        }

        @Override
        public int read() {
            return next < text.length() ? text.charAt(next++) & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, text.length() - next);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) text.charAt(next + i);
            }
            next += Math.max(0, count);
            return count <= 0 && length > 0 ? -1 : Math.max(0, count);
        }
    }
}
