package io.syncline.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body as it comes, up to a number of bytes, and gives it out as one stream over the very buffers that were
 * received. Only a complete body is given out, so that whoever reads it never waits.
 */
final class WireBody implements BodySubscriber<InputStream> {

    /** There was more than allowed. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("the answer has more than " + limit + " bytes");
        }
    }

    private final long limit;
    private final CompletableFuture<InputStream> complete = new CompletableFuture<>();
    private final Queue<ByteBuffer> received = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private long bytes;

    WireBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return complete;
    }

    @Override
    public void onSubscribe(Subscription offered) {
        subscription = offered;
        offered.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
            received.add(buffer);
        }
        if (bytes > limit && subscription != null) {
            subscription.cancel();
            onError(new TooLarge(limit));
        }
    }

    @Override
    public void onError(Throwable failure) {
        received.clear();
        complete.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete.complete(new Received(received));
    }

    /** Reads buffers one after the other and lets go of each that is done. */
    private static final class Received extends InputStream {

        private final Queue<ByteBuffer> buffers;

        Received(Queue<ByteBuffer> buffers) {
            this.buffers = buffers;
        }

        private @Nullable ByteBuffer first() {
            while (!buffers.isEmpty() && !buffers.element().hasRemaining()) {
                buffers.remove();
            }
            return buffers.peek();
        }

        @Override
        public int read() {
            ByteBuffer first = first();
            return first == null ? -1 : first.get() & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            ByteBuffer first = first();
            if (first == null) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, first.remaining());
            first.get(target, offset, count);
            return count;
        }
    }
}
