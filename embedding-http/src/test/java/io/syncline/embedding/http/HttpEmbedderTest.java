package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An embedder for an API whose path, header, request and response differ from those of OpenAI. */
class HttpEmbedderTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch received = new CountDownLatch(1);
    private HttpServer server;
    private volatile byte[] response = {};
    private volatile int status = 200;
    private volatile boolean gzip;
    private volatile boolean silent;
    private volatile String key = "";
    private volatile JsonNode request = new JsonMapper().nullNode();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/embed", this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void requestAndResponseShouldHaveTheFormatOfTheSubclass() {
        respondWith("{\"embeddings\":{\"float\":[[1,2],[3,4]]},\"meta\":{\"tokens\":7}}");
        try (ExampleEmbedder embedder = embedder(false)) {
            EmbeddingResult result = embedder.embed(List.of("garden", "shed"), InputType.QUERY);

            assertThat(result.embeddings()).containsExactly(Embedding.of(1, 2), Embedding.of(3, 4));
            assertThat(result.tokens()).isEqualTo(7);
        }
        assertThat(key).isEqualTo("sesame");
        assertThat(request).hasToString("{\"texts\":[\"query: garden\",\"query: shed\"]}");
    }

    @Test
    void compressedResponseShouldBeRead() {
        gzip = true;
        respondWith("{\"embeddings\":{\"float\":[[1,2]]},\"meta\":{\"tokens\":7}}");
        try (ExampleEmbedder embedder = embedder(false)) {
            assertThat(embedder.embed(List.of("garden"), InputType.DOCUMENT).tokens())
                    .isEqualTo(7);
        }
    }

    @Test
    void compressedResponseShouldBeRefusedWhenItDecompressesToTooMuch() {
        gzip = true;
        respondWith("{\"filler\":\"" + "x".repeat(1_000_000) + "\"}");
        assertThat(failureOfOneText()).isInstanceOf(SetupException.class).hasMessageContaining("bytes");
    }

    @Test
    void wrongDimensionShouldBeASetupFailureWhoeverChoseIt() {
        respondWith("{\"embeddings\":{\"float\":[[1,2,3]]},\"meta\":{\"tokens\":7}}");
        try (ExampleEmbedder asked = embedder(true);
                ExampleEmbedder configured = embedder(false)) {
            assertThatThrownBy(() -> asked.embed(List.of("garden"), InputType.DOCUMENT))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("although requests name the dimension");
            assertThatThrownBy(() -> configured.embed(List.of("garden"), InputType.DOCUMENT))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("a vector of dimension 3 instead of 2");
        }
    }

    @Test
    void wrongDimensionShouldBeReportedThoughTheResponseIsLargerThanExpected() {
        respondWith("{\"embeddings\":{\"float\":[[" + "0.1234567890123,".repeat(20_000) + "1]]}}");
        assertThat(failureOfOneText())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("too much for vectors of dimension 2");
    }

    @Test
    void estimateShouldCountWhenTheServiceTellsNoTokens() {
        respondWith("{\"embeddings\":{\"float\":[[1,2],[3,4]]}}");
        try (ExampleEmbedder embedder = embedder(false)) {
            assertThat(embedder.embed(List.of("garden", "shed"), InputType.QUERY)
                            .tokens())
                    .isEqualTo(TokenEstimate.of("query: garden") + TokenEstimate.of("query: shed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"embeddings\":{\"float\":[[1,2]]}", "{\"embeddings\":{\"float\":[[null,null]]}}"})
    void outcomeShouldBeUnknownWhenAResponseIsIncomplete(String response) {
        respondWith(response);
        assertThat(failureOfOneText()).isInstanceOf(UnknownOutcomeException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 0 vectors for 1 texts",
                "sesame is running | '*** is running' instead of JSON",
                "<!doctype html><title>Sign&nbsp;in to sesame</title><p>x | a web page, 'Sign in to ***'",
                "<html><body><h1>Moved</h1></body></html> | a web page, 'Moved'",
            })
    void foreignResponseShouldBeASetupFailureAtOnceButNotAfterAFittingOne(String response, String problem) {
        try (ExampleEmbedder embedder = embedder(false)) {
            respondWith(response);
            assertThatThrownBy(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(problem + ". Check the base URL");

            respondWith("{\"embeddings\":{\"float\":[[1,2]]}}");
            embedder.embed(List.of("garden"), InputType.DOCUMENT);

            respondWith(response);
            assertThatThrownBy(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':'Unexpected endpoint or method. (POST /embeddings). Returning 200 anyway'} | RejectedException",
                "{'error':{'message':'Model x does not support matryoshka','code':400}} | RejectedException",
                "{'error':{'message':'No credit','code':402}} | SetupException",
                "{'detail':[{'loc':['body','dimensions'],'msg':'No'}]} | SetupException",
                "{'error':{'message':'Invalid API key'},'data':null} | RejectedException",
                "{'error':{'message':'Insufficient balance'}} | SetupException",
                "{'error':{'message':'The input is too long','type':'invalid_request_error'}} | RejectedException",
                "{'error':{'message':'slow down','code':429}} | TransientException",
                "{'error':{'message':'Rate limit exceeded: max 100 tokens a minute'}} | TransientException",
                "{'error':{'message':'upstream','code':'502'}} | TransientException",
                "{'error':'CUDA error'} | TransientException",
                "{'code':50000,'message':'Unknown error','data':null} | TransientException",
            })
    void errorWithTheStatusOfASuccessShouldBeThatError(String body, String failure) {
        respondWith(body.replace('\'', '"'));
        assertThat(failureOfOneText().getClass().getSimpleName()).isEqualTo(failure);
        assertThat(failureOfOneText()).hasMessageContaining("HTTP 200 with an error");
    }

    @ParameterizedTest
    @ValueSource(ints = {200_000, 10_000_000})
    void pageOfAnErrorShouldNotHideItsStatusHoweverLongItIs(int length) {
        status = 500;
        respondWith("<html><title>Server Error</title>" + "<p>at line 1</p>".repeat(length / 16));
        assertThat(failureOfOneText()).isInstanceOf(TransientException.class).hasMessageContaining("HTTP 500");
    }

    private Throwable failureOfOneText() {
        try (ExampleEmbedder embedder = embedder(false)) {
            return catchThrowable(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT));
        }
    }

    @Test
    void requestShouldNotBeSentWhenItExceedsTheLimits() {
        try (ExampleEmbedder embedder = embedder(false)) {
            assertRejected(embedder, List.of());
            assertRejected(embedder, List.of("a", "b", "c", "d"));
            assertRejected(embedder, List.of("a", " "));
            assertRejected(embedder, List.of("a", "1".repeat(21)));
            assertRejected(embedder, List.of("1".repeat(15), "1".repeat(15), "1".repeat(15)));
        }
        assertThat(request.isNull()).isTrue();
    }

    private static void assertRejected(ExampleEmbedder embedder, List<String> texts) {
        assertThatThrownBy(() -> embedder.embed(texts, InputType.DOCUMENT)).isInstanceOf(RejectedException.class);
    }

    @Test
    void closeShouldEndARequestInFlight() throws Exception {
        silent = true;
        ExampleEmbedder embedder = embedder(false);
        Future<Throwable> failure =
                threads.submit(() -> catchThrowable(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT)));
        assertThat(received.await(1, TimeUnit.MINUTES)).isTrue();

        embedder.close();

        assertThat(failure.get(1, TimeUnit.MINUTES))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("Closed");
    }

    @Test
    void closedEmbedderShouldRefuseCalls() {
        ExampleEmbedder embedder = embedder(false);
        embedder.close();
        embedder.close();
        assertThatThrownBy(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private void respondWith(String json) {
        response = json.getBytes(StandardCharsets.UTF_8);
    }

    private void respond(HttpExchange exchange) throws IOException {
        key = exchange.getRequestHeaders().getFirst("x-api-key");
        request = new JsonMapper().readTree(exchange.getRequestBody());
        received.countDown();
        if (silent) {
            awaitRelease();
        }
        byte[] body = gzip ? compressed() : response;
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] compressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(response);
        }
        return bytes.toByteArray();
    }

    private void awaitRelease() {
        try {
            release.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ExampleEmbedder embedder(boolean dimensionRequested) {
        return new ExampleEmbedder(new EmbeddingEndpoint(
                "Example",
                URI.create("http://localhost:" + server.getAddress().getPort() + "/v2/embed"),
                Optional.of(ApiKey.of("sesame").inHeader("x-api-key")),
                new EmbedderFingerprint("example", "small", 2, ""),
                new EmbedderLimits(3, 40, 20, 1),
                dimensionRequested,
                Duration.ofMinutes(5)));
    }

    private static final class ExampleEmbedder extends HttpEmbedder {

        ExampleEmbedder(EmbeddingEndpoint endpoint) {
            super(endpoint, EmbedderQuota.builder().build());
        }

        @Override
        protected String input(String text, InputType type) {
            return type == InputType.QUERY ? "query: " + text : text;
        }

        @Override
        protected Map<String, Object> requestBody(List<String> inputs, InputType type) {
            return Map.of("texts", inputs);
        }

        @Override
        protected EmbeddingList readResponse(InputStream body, int inputs) throws IOException {
            List<Embedding> embeddings = new ArrayList<>();
            OptionalLong tokens = OptionalLong.empty();
            VectorReader vectors = new VectorReader(fingerprint().dimension());
            try (JsonParser json = VectorReader.parser(body)) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.START_ARRAY && "float".equals(json.currentName())) {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            embeddings.add(vectors.read(json));
                        }
                    } else if (token == JsonToken.VALUE_NUMBER_INT
                            && json.currentName().equals("tokens")) {
                        tokens = OptionalLong.of(json.getLongValue());
                    }
                }
            }
            if (embeddings.size() != inputs) {
                throw new UnusableResponseException(embeddings.size() + " vectors for " + inputs + " texts");
            }
            return new EmbeddingList(embeddings, tokens);
        }
    }
}
