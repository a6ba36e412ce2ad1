package io.syncline.odoo;

import io.syncline.core.port.extraction.FileContent;
import java.io.InputStream;
import java.util.Base64;

/** The bytes of a file that Odoo sent in Base64, decoded while they are read. */
final class Base64Content implements FileContent {

    private final String encoded;

    Base64Content(String encoded) {
        this.encoded = encoded;
    }

    @Override
    public InputStream open() {
        return Base64.getMimeDecoder().wrap(new Characters(encoded));
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
