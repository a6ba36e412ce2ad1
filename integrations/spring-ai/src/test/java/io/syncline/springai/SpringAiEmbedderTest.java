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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                Arguments.of(status(HttpStatus.NOT_FOUND), SetupException.class),
                Arguments.of(status(HttpStatus.TOO_MANY_REQUESTS), TransientException.class),
                Arguments.of(
                        new ResourceAccessException("refused", new IOException("refused")), TransientException.class),
                Arguments.of(new IllegalStateException("tensor"), TransientException.class));
    }

    private static HttpClientErrorException status(HttpStatus status) {
        return HttpClientErrorException.create(
                status, "as the status says", HttpHeaders.EMPTY, new byte[0], StandardCharsets.UTF_8);
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
