package io.syncline.embedding.http;

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
 * Receives a body of limited size and offers it as a stream over the received buffers, without a copy. Only a complete
 * body becomes available, so reading it never blocks.
 */
final class LimitedBodySubscriber implements BodySubscriber<InputStream> {

    private final long limit;
    private final CompletableFuture<InputStream> complete = new CompletableFuture<>();
    private final Queue<ByteBuffer> received = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private long bytes;

    LimitedBodySubscriber(long limit) {
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
            onError(new ResponseTooLargeException(limit));
        }
    }

    @Override
    public void onError(Throwable failure) {
        received.clear();
        complete.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete.complete(new BufferStream(received));
    }

    /** Reads buffers one after the other and releases each after its last byte. */
    private static final class BufferStream extends InputStream {

        private final Queue<ByteBuffer> buffers;

        BufferStream(Queue<ByteBuffer> buffers) {
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
