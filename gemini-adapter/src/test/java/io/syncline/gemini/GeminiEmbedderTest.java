package io.syncline.gemini;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiEmbedderTest {

    private static final String KEY = "AIzaSyKeyThatNoMessageRepeats";

    @RegisterExtension
    private static final WireMockExtension SERVICE =
            WireMockExtension.newInstance().build();

    private static GeminiEmbedderBuilder builder() {
        return GeminiEmbedder.builder().apiKey(KEY).baseUrl(SERVICE.baseUrl());
    }

    @Test
    void currentModelShouldLearnTheTypeFromThePrefix() {
        assertSent(
                builder().dimension(768),
                InputType.QUERY,
                "gemini-embedding-2",
                "{'requests':[{'model':'models/gemini-embedding-2','outputDimensionality':768,"
                        + "'content':{'parts':[{'text':'task: search result | query: garden'}]}}]}");
        assertSent(
                builder(),
                InputType.DOCUMENT,
                "gemini-embedding-2",
                "{'requests':[{'model':'models/gemini-embedding-2','outputDimensionality':3072,"
                        + "'content':{'parts':[{'text':'title: none | text: garden'}]}}]}");
    }

    @ParameterizedTest
    @CsvSource({"QUERY, RETRIEVAL_QUERY", "DOCUMENT, RETRIEVAL_DOCUMENT"})
    void earlierModelShouldLearnTheTypeFromItsTask(InputType type, String task) {
        assertSent(
                builder().model("gemini-embedding-001"),
                type,
                "gemini-embedding-001",
                "{'requests':[{'model':'models/gemini-embedding-001','outputDimensionality':3072,'taskType':'" + task
                        + "','content':{'parts':[{'text':'garden'}]}}]}");
    }

    private static void assertSent(GeminiEmbedderBuilder builder, InputType type, String model, String body) {
        answer(503, "{}");
        try (GeminiEmbedder embedder = builder.build()) {
            assertThatThrownBy(() -> embedder.embed(List.of("garden"), type)).isInstanceOf(TransientException.class);
        }
        SERVICE.verify(postRequestedFor(urlEqualTo("/v1beta/models/" + model + ":batchEmbedContents"))
                .withHeader("x-goog-api-key", equalTo(KEY))
                .withHeader("Authorization", absent())
                .withRequestBody(equalToJson(body.replace('\'', '"'))));
    }

    @Test
    void answerShouldBeReadWithItsTokens() {
        answer(
                200,
                "{'embeddings':[{'values':[" + "0.5,".repeat(127)
                        + "1]}],'usageMetadata':{'promptTokenCount':5,'promptTokenDetails':[{'modality':'TEXT'}]}}");
        try (GeminiEmbedder embedder = builder().dimension(128).build()) {
            EmbeddingResult result = embedder.embed(List.of("garden"), InputType.DOCUMENT);
            assertThat(result.tokens()).isEqualTo(5);
            assertThat(result.embeddings().get(0).at(0)).isEqualTo(0.5f);
            assertThat(result.embeddings().get(0).at(127)).isEqualTo(1);
        }
    }

    @Test
    void answerOfAnotherEndpointShouldBeASetupFailure() {
        assertThat(failure(200, "{'data':[]}"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("'embeddings'");
    }

    /** The message is the same for a rate limit and for an account without credit. */
    @Test
    void exceededQuotaShouldBeWaitedFor() {
        assertThat(failure(
                        429,
                        "{'error':{'code':429,'message':'You exceeded your current quota, please check your plan and billing"
                                + " details.','status':'RESOURCE_EXHAUSTED','details':["
                                + "{'@type':'type.googleapis.com/google.rpc.QuotaFailure','violations':[{'quotaId':"
                                + "'EmbedContentRequestsPerMinutePerUserPerProjectPerModel-FreeTier'}]},"
                                + "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'18.5s'}]}}"))
                .isInstanceOfSatisfying(TransientException.class, limited -> {
                    assertThat(limited.isRateLimit()).isTrue();
                    assertThat(limited.retryAfter()).hasValue(Duration.ofMillis(18_500));
                })
                .hasMessageEndingWith("; retry after 19 s, as the service asks");
    }

    @Test
    void wrongKeyShouldBeASetupFailureWithoutTheKey() {
        assertThat(failure(
                        400,
                        "{'error':{'code':400,'message':'API key not valid: " + KEY
                                + "','status':'INVALID_ARGUMENT','details':[{'@type':"
                                + "'type.googleapis.com/google.rpc.ErrorInfo','reason':'API_KEY_INVALID'}]}}"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Check the API key")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void refusalOfATextShouldNotBeTakenForOneOfAllRequests() {
        assertThat(failure(
                        400,
                        "{'error':{'code':400,'message':'Invalid value','status':'INVALID_ARGUMENT','details':[{'fieldViolations':"
                                + "[{'field':'requests[3].content','description':'is empty'}]}]}}"))
                .isInstanceOf(RejectedException.class);
        assertThat(failure(
                        400,
                        "{'error':{'code':400,'message':'Invalid value','status':'INVALID_ARGUMENT','details':[{'fieldViolations':"
                                + "[{'field':'requests[3].output_dimensionality','description':'is too small'}]}]}}"))
                .isInstanceOf(SetupException.class);
    }

    @ParameterizedTest
    @CsvSource({"404, SetupException", "403, SetupException", "500, TransientException", "503, TransientException"})
    void statusShouldBeThatOfOtherServices(int status, String expected) {
        assertThat(failure(status, "{'error':{'code':" + status + ",'message':'no'}}")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3000, 100, 30", "1500, 100, 15", "100, 10, 10", "5, 1, 5", "1, 1, 1"})
    void everyTextShouldCountAsARequest(long textsPerMinute, int inputs, long requestsPerMinute) {
        try (GeminiEmbedder embedder =
                builder().requestsPerMinute(textsPerMinute).build()) {
            assertThat(embedder.limits().inputs()).isEqualTo(inputs);
            assertThat(embedder.quota().requestsPerMinute()).hasValue(requestsPerMinute);
            assertThat(embedder.quota().pricePerMillionTokens()).hasValue(new BigDecimal("0.20"));
        }
    }

    @Test
    void fingerprintShouldHoldThePrefixOfDocuments() {
        try (GeminiEmbedder embedder = builder().build();
                GeminiEmbedder earlier = builder().model("gemini-embedding-001").build()) {
            assertThat(embedder.fingerprint()).hasToString("gemini/gemini-embedding-2/3072/title: none | text:");
            assertThat(earlier.fingerprint()).hasToString("gemini/gemini-embedding-001/3072");
        }
    }

    @Test
    void settingsShouldBeChecked() {
        assertThatThrownBy(() -> GeminiEmbedder.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apiKey");
        assertThatThrownBy(() -> builder().model("text-embedding-004"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known: gemini-embedding-2, gemini-embedding-001");
        assertThatThrownBy(() -> builder().dimension(64)).hasMessage("'dimension' must be from 128 to 3072, but is 64");
    }

    private static Throwable failure(int status, String body) {
        answer(status, body);
        try (GeminiEmbedder embedder = builder().build()) {
            return catchThrowable(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT));
        }
    }

    /** Single quotes stand for double ones. */
    private static void answer(int status, String body) {
        SERVICE.stubFor(any(anyUrl()).willReturn(jsonResponse(body.replace('\'', '"'), status)));
    }
}
