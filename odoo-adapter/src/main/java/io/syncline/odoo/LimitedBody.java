package io.syncline.odoo;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of an answer and gives up once it is too large.
 *
 * <p>Odoo sends nothing before its answer is complete, so that parsing while receiving would gain little; a body that is
 * there in full can be judged in full, and its connection can be used again at once.
 */
final class LimitedBody implements BodySubscriber<List<ByteBuffer>> {

    /** The body grew beyond its limit. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    private final long limit;
    private final CompletableFuture<List<ByteBuffer>> body = new CompletableFuture<>();
    private final List<ByteBuffer> received = new ArrayList<>();
    private @Nullable Subscription subscription;
    private long bytes;

    LimitedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<List<ByteBuffer>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        if (subscription != null) {
            newSubscription.cancel();
            return;
        }
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes > limit) {
            received.clear();
            if (subscription != null) {
                subscription.cancel();
            }
            body.completeExceptionally(new TooLarge(limit));
            return;
        }
        received.addAll(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        received.clear();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(List.copyOf(received));
    }
}
