package io.syncline.core.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A body that was received completely, as it was sent. It can be read repeatedly, by one thread at a time.
 *
 * <p>The body is complete before it is parsed, so reading it never waits for the network, and the connection can be reused
 * immediately.
 */
public final class HttpBody {

    private static final int GZIP_BUFFER = 16 * 1024;

    private final List<ByteBuffer> buffers;

    /**
     * A body of given bytes.
     *
     * @param buffers the bytes in order; they must not be changed any more
     */
    public HttpBody(List<ByteBuffer> buffers) {
        this.buffers = List.copyOf(buffers);
    }

    /**
     * Receives bodies up to a size. A response with a larger body fails with a {@link BodyTooLargeException} and is
     * cancelled as soon as its headers announce the size, or more bytes have arrived.
     *
     * @param maxBytes the maximum size as sent
     * @return a handler for any number of responses, thread-safe
     */
    public static BodyHandler<HttpBody> upTo(long maxBytes) {
        return head -> LimitedBody.of(head, maxBytes);
    }

    /**
     * Reads the content from its beginning, and decompresses it if the headers call it gzip.
     *
     * @param headers the headers of the response
     * @param maxBytes the maximum size of the content; small bodies may decompress to huge ones
     * @return a stream that throws {@link BodyTooLargeException} once more bytes were read than allowed
     * @throws IOException if the body is not in gzip format although the headers call it that
     */
    public InputStream content(HttpHeaders headers, long maxBytes) throws IOException {
        InputStream raw = new BufferStream(buffers);
        boolean compressed = headers.firstValue("Content-Encoding")
                .map(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
        return new LimitedInputStream(compressed ? new GZIPInputStream(raw, GZIP_BUFFER) : raw, maxBytes);
    }
}
