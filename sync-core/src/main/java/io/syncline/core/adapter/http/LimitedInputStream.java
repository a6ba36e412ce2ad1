package io.syncline.core.adapter.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more bytes were read than allowed: a guard against small bodies that decompress to huge ones. */
final class LimitedInputStream extends FilterInputStream {

    private final long limit;
    private long bytes;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(count);
        return count;
    }

    private void count(int more) throws IOException {
        bytes += Math.max(0, more);
        if (bytes > limit) {
            throw new BodyTooLargeException(limit);
        }
    }
}
