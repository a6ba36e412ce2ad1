package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponsesTest {

    private static final EmbeddingEndpoint ENDPOINT = new EmbeddingEndpoint(
            "Example",
            URI.create("https://api.example.com/v1/embeddings"),
            Optional.of(ApiKey.of("sesame")),
            new EmbedderFingerprint("example", "small", 3, ""),
            new EmbedderLimits(10, 1_000, 100, 1),
            false,
            Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "301, SetupException",
        "401, SetupException",
        "402, SetupException",
        "403, SetupException",
        "404, SetupException",
        "405, SetupException",
        "408, TransientException",
        "409, TransientException",
        "413, RejectedException",
        "418, SetupException",
        "424, TransientException",
        "425, TransientException",
        "429, TransientException",
        "500, TransientException",
        "501, SetupException",
        "502, TransientException",
        "503, TransientException",
        "504, TransientException",
        "505, SetupException",
        "529, TransientException",
    })
    void statusShouldBeClassified(int status, String failure) {
        assertThat(failure(status, "").getClass().getSimpleName()).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Model voyage-9 is not supported",
                "The model `x` does not exist",
                "Unknown embedding model",
                "Value '7' provided for 'output_dimension' is invalid",
                "dimensions: 7 is not supported",
                "Incorrect API key provided",
            })
    void badRequestShouldBeJudgedByAHarmlessTextWhenOnlyItsMessageConcernsAllRequests(String reason) {
        assertThat(failure(400, reason).getClass().getSimpleName()).isEqualTo("RejectedException");
        assertThat(failure(422, reason).getClass().getSimpleName()).isEqualTo("RejectedException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Input cannot contain empty strings",
                "The batch size limit is 1000",
                "This model's maximum context length is 8192 tokens. Invalid for this model",
                "too many tokens for the model, which is not supported",
            })
    void badRequestShouldBeRejectedWhenItConcernsTheTexts(String reason) {
        assertThat(failure(400, reason).getClass().getSimpleName()).isEqualTo("RejectedException");
        assertThat(failure(422, reason).getClass().getSimpleName()).isEqualTo("RejectedException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"You exceeded your current quota, please check your plan and billing details", "Out of credit"})
    void rateLimitShouldBeASetupFailureWhenTheCreditIsExhausted(String reason) {
        assertThat(failure(429, reason).getClass().getSimpleName()).isEqualTo("SetupException");
    }

    @Test
    void retryAfterShouldBePassedOn() {
        assertThat(failure(429, "", Map.of("Retry-After", List.of("20"))))
                .isInstanceOfSatisfying(TransientException.class, limited -> {
                    assertThat(limited.isRateLimit()).isTrue();
                    assertThat(limited.retryAfter()).hasValue(Duration.ofSeconds(20));
                });
        assertThat(failure(503, "", Map.of("Retry-After", List.of("20"))))
                .isInstanceOfSatisfying(TransientException.class, overloaded -> {
                    assertThat(overloaded.isRateLimit()).isFalse();
                    assertThat(overloaded.retryAfter()).hasValue(Duration.ofSeconds(20));
                });
    }

    @Test
    void waitInTheBodyShouldCountUnlessAHeaderHasOne() {
        String body = "{\"error\":{\"message\":\"busy\",\"details\":[{\"retryDelay\":\"2.0005s\"}]}}";
        assertThat(ErrorResponses.failure(ENDPOINT, response(503, body, Map.of())))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        busy -> assertThat(busy.retryAfter()).hasValue(Duration.ofMillis(2_001)));
        assertThat(ErrorResponses.failure(ENDPOINT, response(503, body, Map.of("Retry-After", List.of("20")))))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        busy -> assertThat(busy.retryAfter()).hasValue(Duration.ofSeconds(20)));
        assertThat(ErrorResponses.failure(ENDPOINT, response(503, body.replace("2.0005s", "soon"), Map.of())))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        busy -> assertThat(busy.retryAfter()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"429", "503", "408"})
    void messageShouldNameTheWaitThatTheServiceAsksFor(int status) {
        assertThat(failure(status, "Slow down", Map.of("Retry-After", List.of("3600"))))
                .hasMessageEndingWith(": Slow down; retry after 3600 s, as the service asks");
        assertThat(failure(status, "", Map.of("Retry-After-Ms", List.of("1500"))))
                .hasMessageEndingWith("; retry after 2 s, as the service asks");
        assertThat(failure(status, "Slow down")).hasMessageEndingWith(": Slow down");
    }

    @Test
    void messageShouldNameServiceStatusModelAndReasonButNotTheKey() {
        assertThat(failure(401, "sesame has expired."))
                .hasMessageStartingWith(
                        "Example returned HTTP 401 for example/small/3: *** has expired. Check the API key");
    }

    @Test
    void fieldShouldBeShownThoughTheMessageDoesNot() {
        String body = "{\"detail\":[{\"loc\":[\"body\",\"dimensions\"],\"msg\":\"Not permitted\"}]}";

        assertThat(ErrorResponses.failure(ENDPOINT, response(422, body, Map.of())))
                .hasMessage("Example returned HTTP 422 for example/small/3: Not permitted (dimensions)."
                        + " Check the settings of the embedder");
    }

    @Test
    void titleOfAPageShouldBeTheReason() {
        String page = "<html><head><title>Bad Gateway</title></head><body><h1>Oops</h1></body></html>";

        assertThat(ErrorResponses.failure(ENDPOINT, response(502, page, Map.of())))
                .hasMessage("Example returned HTTP 502 for example/small/3: Bad Gateway");
    }

    @Test
    void redirectShouldNameItsTarget() {
        assertThat(failure(307, "", Map.of("Location", List.of("https://elsewhere.example/v1"))))
                .hasMessageContaining("redirects to https://elsewhere.example/v1");
    }

    private static SyncException failure(int status, String reason) {
        return failure(status, reason, Map.of());
    }

    private static SyncException failure(int status, String reason, Map<String, List<String>> headers) {
        return ErrorResponses.failure(ENDPOINT, response(status, "{\"detail\":\"" + reason + "\"}", headers));
    }

    private static ServiceResponse response(int status, String body, Map<String, List<String>> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ServiceResponse(
                status, HttpHeaders.of(headers, (name, value) -> true), () -> new ByteArrayInputStream(bytes));
    }
}
