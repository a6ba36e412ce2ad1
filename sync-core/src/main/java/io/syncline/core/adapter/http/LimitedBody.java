package io.syncline.core.adapter.http;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a response body as it was sent, and cancels the response when the body exceeds a limit. */
final class LimitedBody implements BodySubscriber<HttpBody> {

    private final long limit;
    private final CompletableFuture<HttpBody> body = new CompletableFuture<>();
    private final List<ByteBuffer> received = new ArrayList<>();
    private @Nullable Subscription subscription;
    private long bytes;

    private LimitedBody(long limit) {
        this.limit = limit;
    }

    /** Collects the body of a response; one that announces more than the limit is not received at all. */
    static BodySubscriber<HttpBody> of(HttpResponse.ResponseInfo head, long limit) {
        LimitedBody body = new LimitedBody(limit);
        if (head.headers().firstValueAsLong("Content-Length").orElse(0) > limit) {
            body.onError(new BodyTooLargeException(limit));
        }
        return body;
    }

    @Override
    public CompletionStage<HttpBody> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        if (subscription != null || body.isDone()) {
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
        if (bytes <= limit) {
            received.addAll(buffers);
            return;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        onError(new BodyTooLargeException(limit));
    }

    @Override
    public void onError(Throwable failure) {
        received.clear();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(new HttpBody(received));
    }
}
