package io.syncline.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LangChain4jEmbedderTest {

    private static final List<String> TEXT = List.of("Large cabinet with two doors");
    private static final ModelFacts FACTS = ModelFacts.builder()
            .model("openai", "tiny", 2)
            .limits(new EmbedderLimits(4, 400, 100, 1))
            .build();

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RateLimitException("slow down"), TransientException.class),
                Arguments.of(new TimeoutException("timed out"), TransientException.class),
                Arguments.of(new InternalServerException("down"), TransientException.class),
                Arguments.of(new UnresolvedModelServerException("no such host"), TransientException.class),
                Arguments.of(new IllegalStateException("tensor"), TransientException.class),
                Arguments.of(new HttpException(503, "overloaded"), TransientException.class),
                Arguments.of(new HttpException(429, "slow down"), TransientException.class),
                Arguments.of(new HttpException(413, "too large"), RejectedException.class),
                Arguments.of(new InvalidRequestException("too long"), RejectedException.class),
                Arguments.of(new ContentFilteredException("not allowed"), RejectedException.class),
                Arguments.of(new HttpException(404, "nothing here"), SetupException.class),
                Arguments.of(new HttpException(405, "wrong method"), SetupException.class),
                Arguments.of(new HttpException(408, "too slow"), TransientException.class),
                Arguments.of(new HttpException(302, "moved"), SetupException.class),
                Arguments.of(
                        new RateLimitException("{\"error\": {\"type\": \"insufficient_quota\"}}"),
                        SetupException.class),
                Arguments.of(new ModelNotFoundException("no model"), SetupException.class),
                Arguments.of(new AuthenticationException("wrong key"), SetupException.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureShouldBeThatOfItsClass(RuntimeException failure, Class<? extends SyncException> expected) {
        Embedder embedder = LangChain4jEmbedder.of(FACTS, FakeModel.failing(failure));
        assertThatThrownBy(() -> embedder.embed(TEXT, InputType.DOCUMENT))
                .isInstanceOf(expected)
                .hasMessageContaining("openai/tiny/2")
                .hasMessageContaining(failure.getClass().getSimpleName())
                .hasNoCause();
    }

    @Test
    void rateLimitShouldBeToldFromAnOutage() {
        assertThat(transientOf(new RateLimitException("slow down")).isRateLimit())
                .isTrue();
        assertThat(transientOf(new HttpException(429, "slow down")).isRateLimit())
                .isTrue();
        assertThat(transientOf(new InternalServerException("down")).isRateLimit())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-proj-4hT9xQ2LmZ81",
                "key AbCdEfGhIjKlMnOpQrStUvWx",
                "input 'Large cabinet with two doors' not allowed",
                "{\"input\": \"L\\u0061rge cabinet with two doors\"}",
                "blocked words: 'two doors'"
            })
    void messageShouldQuoteNothingThatTheServiceSays(String said) {
        assertThatThrownBy(() -> LangChain4jEmbedder.of(FACTS, FakeModel.failing(new AuthenticationException(said)))
                        .embed(TEXT, InputType.DOCUMENT))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Check the API key")
                .hasMessageNotContaining(said.substring(4))
                .hasMessageNotContaining("doors")
                .hasNoCause();
    }

    @Test
    void answerShouldBeChecked() {
        assertThatThrownBy(() -> embed(texts -> List.of()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("0 vectors for 1 texts");
        assertThatThrownBy(() -> embed(texts -> List.of(new float[] {1, Float.NaN})))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> embed(texts -> List.of(new float[] {1, 2, 3})))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("dimension 3, but is declared as openai/tiny/2");
    }

    @Test
    void tokensShouldBeThoseOfTheServiceWhereItCounts() {
        EmbeddingResult counted = LangChain4jEmbedder.of(
                        FACTS, new FakeModel(texts -> List.of(new float[] {1, 2}), new TokenUsage(7)))
                .embed(TEXT, InputType.DOCUMENT);
        Embedder silent = LangChain4jEmbedder.of(FACTS, new FakeModel(texts -> List.of(new float[] {1, 2})));
        Embedder zero =
                LangChain4jEmbedder.of(FACTS, new FakeModel(texts -> List.of(new float[] {1, 2}), new TokenUsage(0)));
        assertThat(counted.tokens()).isEqualTo(7);
        assertThat(zero.embed(TEXT, InputType.DOCUMENT).tokens()).isEqualTo(zero.tokens(TEXT.get(0)));
        assertThat(silent.embed(TEXT, InputType.DOCUMENT).tokens()).isEqualTo(silent.tokens(TEXT.get(0)));
    }

    @Test
    void queriesShouldGoToTheModelOfQueries() {
        FakeModel documents = new FakeModel(texts -> List.of(new float[] {1, 0}));
        FakeModel queries = new FakeModel(texts -> List.of(new float[] {0, 1}));
        Embedder embedder = LangChain4jEmbedder.of(FACTS, documents, queries);
        assertThat(embedder.embed(TEXT, InputType.DOCUMENT).embeddings().get(0).at(0))
                .isEqualTo(1);
        assertThat(embedder.embed(TEXT, InputType.QUERY).embeddings().get(0).at(1))
                .isEqualTo(1);
    }

    @Test
    void modelThatKnowsTheInputTypeShouldBeToldIt() {
        TypedModel model = new TypedModel();
        Embedder embedder = LangChain4jEmbedder.of(FACTS, model);
        embedder.embed(TEXT, InputType.DOCUMENT);
        embedder.embed(TEXT, InputType.QUERY);
        assertThat(model.types).containsExactly(EmbeddingInputType.DOCUMENT, EmbeddingInputType.QUERY);
    }

    private static final class TypedModel implements EmbeddingModel {

        private final List<EmbeddingInputType> types = new ArrayList<>();

        @Override
        public Set<EmbeddingParameter<?>> supportedParameters() {
            return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
        }

        @Override
        public EmbeddingResponse doEmbed(EmbeddingRequest request) {
            types.add(request.inputType());
            return EmbeddingResponse.builder()
                    .embeddings(List.of(new Embedding(new float[] {1, 2})))
                    .build();
        }
    }

    private static void embed(Function<List<String>, List<float[]>> vectors) {
        LangChain4jEmbedder.of(FACTS, new FakeModel(vectors)).embed(TEXT, InputType.DOCUMENT);
    }

    private static TransientException transientOf(RuntimeException failure) {
        Embedder embedder = LangChain4jEmbedder.of(FACTS, FakeModel.failing(failure));
        return catchThrowableOfType(TransientException.class, () -> embedder.embed(TEXT, InputType.DOCUMENT));
    }
}
