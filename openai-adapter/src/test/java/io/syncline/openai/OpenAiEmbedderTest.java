package io.syncline.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiEmbedderTest {

    @RegisterExtension
    private static final WireMockExtension SERVICE =
            WireMockExtension.newInstance().build();

    private static OpenAiEmbedderBuilder builder() {
        return OpenAiEmbedder.builder().baseUrl(SERVICE.baseUrl());
    }

    @Test
    void modelOfOpenAiShouldBeKnown() {
        try (OpenAiEmbedder embedder =
                OpenAiEmbedder.builder().model("text-embedding-3-large").build()) {
            assertThat(embedder.fingerprint()).hasToString("openai-compatible/text-embedding-3-large/3072");
            assertThat(embedder.quota().pricePerMillionTokens()).hasValue(new BigDecimal("0.13"));
            assertThat(embedder.quota().requestsPerMinute()).isEmpty();
        }
    }

    @Test
    void smallerDimensionShouldBeSent() {
        embedAndFail(builder().model("text-embedding-3-small").dimension(512), InputType.DOCUMENT);
        assertSent("{\"model\":\"text-embedding-3-small\",\"encoding_format\":\"base64\",\"dimensions\":512,"
                + "\"input\":[\"garden\"]}");
    }

    @Test
    void dimensionOfAnUnknownModelShouldNotBeSentByDefault() {
        embedAndFail(builder().model("bge-m3").dimension(1024).base64(false), InputType.DOCUMENT);
        assertSent("{\"model\":\"bge-m3\",\"encoding_format\":\"float\",\"input\":[\"garden\"]}");
    }

    @Test
    void prefixShouldDependOnTheInputType() {
        OpenAiEmbedderBuilder builder =
                builder().model("e5").dimension(384).documentPrefix("passage: ").queryPrefix("query: ");
        embedAndFail(builder, InputType.QUERY);
        assertSent("{\"model\":\"e5\",\"encoding_format\":\"base64\",\"input\":[\"query: garden\"]}");
        try (OpenAiEmbedder embedder = builder.build()) {
            assertThat(embedder.fingerprint()).hasToString("openai-compatible/e5/384/passage:");
        }
    }

    @Test
    void limitShouldHoldForTheCountThatTheEngineGoesBy() {
        OpenAiEmbedderBuilder builder = builder()
                .model("e5")
                .dimension(384)
                .queryPrefix("a query of many words for a short document: ")
                .maxTokensPerInput(16);
        try (OpenAiEmbedder embedder = builder.build()) {
            assertThat(TokenEstimate.of("ten short words")).isLessThan(16);
            assertThat(embedder.tokens("ten short words")).isGreaterThan(16);
            assertThatThrownBy(() -> embedder.embed(List.of("ten short words"), InputType.DOCUMENT))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("exceeds the limit of 16");
        }
    }

    @Test
    void noKeyShouldBeSentUnlessOneIsSet() {
        embedAndFail(builder().model("bge-m3").dimension(1024), InputType.DOCUMENT);
        SERVICE.verify(postRequestedFor(urlEqualTo("/v1/embeddings")).withHeader("Authorization", absent()));
    }

    @Test
    void exhaustedCreditShouldNotBeTransient() {
        assertThat(
                        embedAndFail(
                                429,
                                "{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and"
                                        + " billing details.\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}"))
                .isInstanceOf(SetupException.class);
        assertThat(embedAndFail(429, "{\"error\":{\"message\":\"Rate limit reached for requests\"}}"))
                .isInstanceOf(TransientException.class);
    }

    @Test
    void unknownModelShouldBeASetupFailure() {
        assertThat(embedAndFail(404, "{\"error\":{\"message\":\"The model `x` does not exist\"}}"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void textThatExceedsTheContextShouldBeRejectedThoughTheMessageNamesTheModel() {
        assertThat(embedAndFail(
                        400,
                        "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens, however you"
                                + " requested 9001 tokens. Invalid for this model\"}}"))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void wrongDimensionShouldBeASetupFailureWhenItWasNotRequested() {
        assertThat(embedAndFail(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}],\"usage\":{\"total_tokens\":1}}"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("dimension");
    }

    @Test
    void unsupportedParameterShouldBeASetupFailureUnlessOnlyTheMessageNamesIt() {
        assertThat(embedAndFail(
                        400,
                        "{\"error\":{\"message\":\"This model does not support specifying dimensions.\","
                                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"))
                .isInstanceOf(RejectedException.class);
        assertThat(embedAndFail(
                        422, "{\"detail\":[{\"type\":\"x\",\"loc\":[\"body\",\"encoding_format\"],\"msg\":\"No\"}]}"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("encoding_format");
    }

    @Test
    void indexAndUsageShouldBeOptional() {
        SERVICE.stubFor(any(anyUrl())
                .willReturn(
                        jsonResponse("{\"data\":[{\"embedding\":[1,2]},{\"embedding\":[3,4]}],\"usage\":null}", 200)));
        try (OpenAiEmbedder embedder = builder()
                .model("bge-m3")
                .dimension(2)
                .documentPrefix("passage: ")
                .build()) {
            EmbeddingResult result = embedder.embed(List.of("garden", "shed"), InputType.DOCUMENT);

            assertThat(result.embeddings()).containsExactly(Embedding.of(1, 2), Embedding.of(3, 4));
            assertThat(result.tokens())
                    .isEqualTo(TokenEstimate.of("passage: garden") + TokenEstimate.of("passage: shed"));
        }
    }

    @Test
    void missingSettingsShouldBeReportedTogether() {
        assertThatThrownBy(() -> OpenAiEmbedder.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("needs: model, dimension");
        assertThatThrownBy(() -> OpenAiEmbedder.builder().model("bge-m3").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("needs: dimension");
    }

    @Test
    void dimensionShouldBeRefusedInEitherOrderByTheCallThatContradicts() {
        assertThatThrownBy(() ->
                        OpenAiEmbedder.builder().model("text-embedding-ada-002").dimension(512))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1536");
        assertThatThrownBy(() -> OpenAiEmbedder.builder().dimension(2000).model("text-embedding-3-small"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at most 1536");
    }

    @Test
    void limitsShouldBeRefusedWhenATextDoesNotFitIntoARequest() {
        assertThatThrownBy(
                        () -> OpenAiEmbedder.builder().maxTokensPerInput(2_000).maxTokensPerRequest(1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1000")
                .hasMessageContaining("2000");
        try (OpenAiEmbedder embedder = builder()
                .model("bge-m3")
                .dimension(1024)
                .maxTokensPerRequest(1_000)
                .build()) {
            assertThat(embedder.limits().tokensPerRequest()).isEqualTo(1_000);
            assertThat(embedder.limits().tokensPerInput()).isEqualTo(1_000);
        }
    }

    @Test
    void settingShouldBeRefusedWhenItIsOutOfRangeOrRepeated() {
        assertThatThrownBy(() -> OpenAiEmbedder.builder().maxInputs(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'maxInputs'");
        assertThatThrownBy(() -> OpenAiEmbedder.builder().base64(true).base64(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'base64'");
    }

    private static void assertSent(String json) {
        SERVICE.verify(postRequestedFor(urlEqualTo("/v1/embeddings")).withRequestBody(equalToJson(json)));
    }

    private Throwable embedAndFail(int status, String body) {
        SERVICE.stubFor(any(anyUrl()).willReturn(jsonResponse(body, status)));
        return embedAndFail(builder().model("bge-m3").dimension(1024), InputType.DOCUMENT);
    }

    private static Throwable embedAndFail(OpenAiEmbedderBuilder settings, InputType type) {
        try (OpenAiEmbedder embedder = settings.build()) {
            return org.assertj.core.api.Assertions.catchThrowable(() -> embedder.embed(List.of("garden"), type));
        }
    }
}
