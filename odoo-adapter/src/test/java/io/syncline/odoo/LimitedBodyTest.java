package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedBodyTest {

    private static final int LIMIT = 100;

    private record Head(HttpHeaders headers) implements ResponseInfo {

        static Head announcing(long bytes) {
            return new Head(HttpHeaders.of(Map.of("content-length", List.of("" + bytes)), (name, value) -> true));
        }

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    /** A response of the client: it can be cancelled, and counts nothing. */
    private static final class Response implements Flow.Subscription {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancelled.set(true);
        }
    }

    private static BodySubscriber<List<ByteBuffer>> body(Flow.Subscription response) {
        BodySubscriber<List<ByteBuffer>> body =
                LimitedBody.of(new Head(HttpHeaders.of(Map.of(), (name, value) -> true)), LIMIT);
        body.onSubscribe(response);
        return body;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer buffer(int count) {
        return ByteBuffer.wrap(bytes(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100})
    void bodyShouldBeCompleteUpToTheLimit(int count) {
        BodySubscriber<List<ByteBuffer>> body = body(new Response());
        byte[] sent = bytes(count);
        for (int i = 0; i < count; i++) {
            body.onNext(List.of(ByteBuffer.wrap(sent, i, 1)));
        }
        assertThat(body.getBody().toCompletableFuture()).as("before the end").isNotDone();

        body.onComplete();

        assertThat(body.getBody().toCompletableFuture()).isCompleted();
        assertThat(new ChunkStream(body.getBody().toCompletableFuture().join())).hasBinaryContent(sent);
    }

    @Test
    void bodyShouldBeCancelledAtTheLimit() {
        Response response = new Response();
        BodySubscriber<List<ByteBuffer>> body = body(response);

        body.onNext(List.of(buffer(60), buffer(41)));
        body.onComplete();

        assertThat(response.cancelled).isTrue();
        assertThat(body.getBody().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(LimitedBody.TooLarge.class)
                .withMessageContaining("100");
    }

    @Test
    void bodyThatAnnouncesTooMuchShouldNotBeReceived() {
        Response response = new Response();
        BodySubscriber<List<ByteBuffer>> body = LimitedBody.of(Head.announcing(101), LIMIT);
        body.onSubscribe(response);

        assertThat(response.cancelled).isTrue();
        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(LimitedBody.of(Head.announcing(100), LIMIT).getBody().toCompletableFuture())
                .isNotDone();
    }

    @Test
    void brokenConnectionShouldFailTheBody() {
        BodySubscriber<List<ByteBuffer>> body = body(new Response());
        body.onNext(List.of(buffer(10)));

        body.onError(new EOFException("10 of 11"));

        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void secondSubscriptionShouldBeCancelled() {
        Response first = new Response();
        Response second = new Response();
        body(first).onSubscribe(second);

        assertThat(first.cancelled).isFalse();
        assertThat(second.cancelled).isTrue();
    }
}
