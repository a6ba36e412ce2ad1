package io.syncline.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;

class SpringAiEmbedderTest {

    private static final List<String> TEXT = List.of("Large cabinet with two doors");
    private static final ModelFacts FACTS = ModelFacts.builder()
            .model("openai", "tiny", 2)
            .limits(new EmbedderLimits(4, 400, 100, 1))
            .build();

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TransientAiException("503 - overloaded"), TransientException.class),
                Arguments.of(new TransientAiException("no status"), TransientException.class),
                Arguments.of(new NonTransientAiException("429 - slow down"), TransientException.class),
                Arguments.of(new NonTransientAiException("HTTP 400 - too long"), RejectedException.class),
                Arguments.of(new NonTransientAiException("no status"), RejectedException.class),
                Arguments.of(new NonTransientAiException("401 - wrong key"), SetupException.class),
                Arguments.of(new NonTransientAiException("405 - wrong method"), SetupException.class),
                Arguments.of(new NonTransientAiException("307 - moved"), SetupException.class),
                Arguments.of(
                        new NonTransientAiException("429 - {\"error\": {\"code\": \"insufficient_quota\"}}"),
                        SetupException.class),
                Arguments.of(
                        new NonTransientAiException("429 - input '{\\\"code\\\": \\\"insufficient_quota\\\"}'"),
                        TransientException.class),
                Arguments.of(new SdkException(401), SetupException.class),
                Arguments.of(new SdkException(400), RejectedException.class),
                Arguments.of(new IllegalStateException("wrapped", new SdkException(404)), SetupException.class),
                Arguments.of(new SdkException(429, "insufficient_quota"), SetupException.class),
                Arguments.of(new SdkException(429), TransientException.class),
                Arguments.of(status(HttpStatus.NOT_FOUND), SetupException.class),
                Arguments.of(status(HttpStatus.TOO_MANY_REQUESTS), TransientException.class),
                Arguments.of(
                        new ResourceAccessException("refused", new IOException("refused")), TransientException.class),
                Arguments.of(new IllegalStateException("tensor"), TransientException.class));
    }

    private static HttpClientErrorException status(HttpStatus status) {
        return status(status, HttpHeaders.EMPTY);
    }

    private static HttpClientErrorException status(HttpStatus status, HttpHeaders headers) {
        return HttpClientErrorException.create(
                status, "as the status says", headers, new byte[0], StandardCharsets.UTF_8);
    }

    /** An exception with the methods of those of OpenAI's client library. */
    public static final class SdkException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final @Nullable String code;

        SdkException(int status) {
            this(status, null);
        }

        SdkException(int status, @Nullable String code) {
            super("whose text is not repeated");
            this.status = status;
            this.code = code;
        }

        public int statusCode() {
            return status;
        }

        public Optional<String> code() {
            return Optional.ofNullable(code);
        }

        public SdkHeaders headers() {
            return new SdkHeaders(Map.of("Retry-After", List.of("7")));
        }
    }

    /** Headers as that library has them. */
    public record SdkHeaders(Map<String, List<String>> all) {

        public List<String> values(String name) {
            return all.getOrDefault(name, List.of());
        }
    }

    /** The classes of this module that know failures, where neither Spring's HTTP client nor Spring AI's retries are there. */
    private static final class Bare extends ClassLoader {

        private static final Pattern HIDDEN = Pattern.compile("org\\.springframework\\.(web|http|ai\\.retry)\\..*");
        private static final Pattern OWN =
                Pattern.compile("io\\.syncline\\.springai\\.(SpringAiFailures|\\w+Response|RetryVerdict)");

        Bare() {
            super(SpringAiEmbedderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (HIDDEN.matcher(name).matches()) {
                throw new ClassNotFoundException(name);
            }
            if (!OWN.matcher(name).matches() || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream code = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void modelWithItsOwnClientLibraryShouldNeedNoOther() throws Exception {
        Method of = new Bare()
                .loadClass("io.syncline.springai.SpringAiFailures")
                .getDeclaredMethod("of", String.class, RuntimeException.class);
        of.setAccessible(true);
        assertThat(of.invoke(null, "openai/tiny/2", new SdkException(401))).isInstanceOf(SetupException.class);
        assertThat(of.invoke(null, "openai/tiny/2", new IllegalStateException("tensor")))
                .isInstanceOf(TransientException.class);
    }

    @Test
    void waitThatTheServiceAsksForShouldBeKept() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", "7");
        for (RuntimeException failure :
                List.of(status(HttpStatus.TOO_MANY_REQUESTS, headers), new SdkException(429), new SdkException(503))) {
            Embedder embedder = SpringAiEmbedder.of(FACTS, SpringAiModel.failing(failure));
            assertThatThrownBy(() -> embedder.embed(TEXT, InputType.DOCUMENT))
                    .isInstanceOfSatisfying(
                            TransientException.class,
                            kept -> assertThat(kept.retryAfter()).contains(Duration.ofSeconds(7)));
        }
    }

    /** A model that numbers its vectors, which point to the four sides, as a service does. */
    private static EmbeddingModel numbering(Integer... indexes) {
        float[][] sides = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        List<Embedding> answer = IntStream.range(0, indexes.length)
                .mapToObj(i -> new Embedding(sides[i], indexes[i]))
                .toList();
        return new EmbeddingModel() {
            @Override
            public EmbeddingResponse call(EmbeddingRequest request) {
                return new EmbeddingResponse(answer);
            }

            @Override
            public float[] embed(Document document) {
                return sides[0];
            }
        };
    }

    @Test
    void positionShouldCountWhereNumbersStartAgain() {
        Embedder embedder = SpringAiEmbedder.of(FACTS, numbering(0, 1, 0, 1));
        EmbeddingResult result = embedder.embed(List.of("a", "b", "c", "d"), InputType.DOCUMENT);
        assertThat(result.embeddings().get(1).at(1)).isEqualTo(1);
        assertThat(result.embeddings().get(2).at(0)).isEqualTo(-1);
    }

    @Test
    void numbersThatTellNoOrderShouldBeRefused() {
        Embedder embedder = SpringAiEmbedder.of(FACTS, numbering(1, 0, 1, 0));
        assertThatThrownBy(() -> embedder.embed(List.of("a", "b", "c", "d"), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("order");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureShouldBeThatOfItsStatusOrClass(RuntimeException failure, Class<? extends SyncException> expected) {
        Embedder embedder = SpringAiEmbedder.of(FACTS, SpringAiModel.failing(failure));
        assertThatThrownBy(() -> embedder.embed(TEXT, InputType.DOCUMENT))
                .isInstanceOf(expected)
                .hasMessageContaining("openai/tiny/2")
                .hasNoCause();
    }

    @Test
    void vectorsShouldBelongToTheirTexts() {
        Embedder embedder = SpringAiEmbedder.of(
                FACTS, new SpringAiModel(texts -> List.of(new float[] {1, 0}, new float[] {0, 1}), 9));
        EmbeddingResult result = embedder.embed(List.of("first", "second"), InputType.DOCUMENT);
        assertThat(result.embeddings().get(0).at(0)).isEqualTo(1);
        assertThat(result.embeddings().get(1).at(1)).isEqualTo(1);
        assertThat(result.tokens()).isEqualTo(9);
    }

    @Test
    void tokensShouldBeEstimatedWhereTheProviderCountsNone() {
        Embedder embedder = SpringAiEmbedder.of(FACTS, new SpringAiModel(texts -> List.of(new float[] {1, 0})));
        assertThat(embedder.embed(TEXT, InputType.DOCUMENT).tokens()).isEqualTo(embedder.tokens(TEXT.get(0)));
    }

    @Test
    void queriesShouldGoToTheModelOfQueries() {
        Embedder embedder = SpringAiEmbedder.of(
                FACTS,
                new SpringAiModel(texts -> List.of(new float[] {1, 0})),
                new SpringAiModel(texts -> List.of(new float[] {0, 1})));
        assertThat(embedder.embed(TEXT, InputType.DOCUMENT).embeddings().get(0).at(0))
                .isEqualTo(1);
        assertThat(embedder.embed(TEXT, InputType.QUERY).embeddings().get(0).at(1))
                .isEqualTo(1);
    }
}
