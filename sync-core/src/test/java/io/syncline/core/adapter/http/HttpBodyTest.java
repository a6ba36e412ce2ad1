package io.syncline.core.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBodyTest {

    private static final int LIMIT = 100;
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

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

    private static BodySubscriber<HttpBody> body(Flow.Subscription response) {
        BodySubscriber<HttpBody> body = HttpBody.upTo(LIMIT).apply(new Head(NO_HEADERS));
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
    void bodyShouldBeCompleteUpToTheLimit(int count) throws IOException {
        BodySubscriber<HttpBody> body = body(new Response());
        byte[] sent = bytes(count);
        for (int i = 0; i < count; i++) {
            body.onNext(List.of(ByteBuffer.wrap(sent, i, 1)));
        }
        assertThat(body.getBody().toCompletableFuture()).as("before the end").isNotDone();

        body.onComplete();

        assertThat(body.getBody().toCompletableFuture()).isCompleted();
        HttpBody received = body.getBody().toCompletableFuture().join();
        assertThat(received.content(NO_HEADERS, LIMIT)).hasBinaryContent(sent);
        assertThat(received.content(NO_HEADERS, LIMIT)).as("read again").hasBinaryContent(sent);
    }

    @Test
    void bodyShouldBeCancelledAtTheLimit() {
        Response response = new Response();
        BodySubscriber<HttpBody> body = body(response);

        body.onNext(List.of(buffer(60), buffer(41)));
        body.onComplete();

        assertThat(response.cancelled).isTrue();
        assertThat(body.getBody().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(BodyTooLargeException.class)
                .withMessageContaining("100");
    }

    @Test
    void bodyThatAnnouncesTooMuchShouldNotBeReceived() {
        Response response = new Response();
        BodySubscriber<HttpBody> body = HttpBody.upTo(LIMIT).apply(Head.announcing(101));
        body.onSubscribe(response);

        assertThat(response.cancelled).isTrue();
        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(HttpBody.upTo(LIMIT).apply(Head.announcing(100)).getBody().toCompletableFuture())
                .isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void compressedBodyShouldBeDecompressedUpToTheLimit(String coding) throws IOException {
        byte[] content = new byte[10_000];
        HttpHeaders headers = HttpHeaders.of(Map.of("content-encoding", List.of(coding)), (name, value) -> true);
        HttpBody body = new HttpBody(List.of(ByteBuffer.wrap(compressed(content))));

        assertThat(body.content(headers, content.length)).hasBinaryContent(content);
        try (InputStream tooLong = body.content(headers, content.length - 1)) {
            assertThatThrownBy(tooLong::readAllBytes)
                    .isInstanceOf(BodyTooLargeException.class)
                    .hasMessage("more than 9999 bytes");
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void brokenConnectionShouldFailTheBody() {
        BodySubscriber<HttpBody> body = body(new Response());
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
