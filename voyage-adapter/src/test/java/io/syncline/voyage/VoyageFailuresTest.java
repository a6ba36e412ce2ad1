package io.syncline.voyage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.embedding.InputType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The failure that each fault of the service results in. */
class VoyageFailuresTest {

    private static final String KEY = "pa-secret-0123456789";

    @RegisterExtension
    private static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().containerThreads(8))
            .build();

    private Duration deadline = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | The request body is not valid JSON, or some arguments were not specified properly. | RejectedException",
                "400 | The max allowed tokens per submitted batch is 120000. Your batch has 130000 tokens after truncation. | RejectedException",
                "400 | The example at index 0 in your batch has too many tokens and does not fit into the model's context window of 32000 tokens. | RejectedException",
                "400 | The batch size limit is 1000. Your batch size is 1001. | RejectedException",
                "400 | Input cannot contain empty strings or empty lists | RejectedException",
                "400 | Model voyage-9 is not supported. Supported models are ['voyage-4']. | RejectedException",
                "400 | Value '7' provided for 'output_dimension' is invalid. | RejectedException",
                "401 | Provided API key is invalid. | SetupException",
                "402 | Payment required. | SetupException",
                "403 | Your IP address is not allowed to access this API. | SetupException",
                "404 | Not Found | SetupException",
                "405 | Method Not Allowed | SetupException",
                "408 | Request Timeout | TransientException",
                "413 | Payload Too Large | RejectedException",
                "422 | The request was malformed. | RejectedException",
                "424 | Failed dependency. | TransientException",
                "429 | Rate limit reached. | TransientException",
                "429 | You have not yet added your payment method in the billing page and will have reduced rate limits of 3 RPM and 10K TPM. | TransientException",
                "500 | Internal server error. | TransientException",
                "501 | Not implemented. | SetupException",
                "502 | Bad gateway. | TransientException",
                "503 | The server is overloaded. | TransientException",
                "504 | Gateway timeout. | TransientException",
                "529 | Overloaded. | TransientException",
            })
    void statusShouldBeClassified(int status, String reason, String failure) {
        SyncException thrown = failure(aResponse().withStatus(status).withBody("{\"detail\":\"" + reason + "\"}"));

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(thrown)
                .hasMessageContaining("Voyage AI")
                .hasMessageContaining(String.valueOf(status))
                .hasMessageContaining("voyage-4")
                .hasMessageContaining(reason.replaceAll("\\.$", ""));
    }

    @Test
    void onlyStatus429ShouldCountAsRateLimit() {
        assertThat(transientFailure(aResponse().withStatus(429)).isRateLimit()).isTrue();
        assertThat(transientFailure(aResponse().withStatus(503)).isRateLimit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After | 20 | PT20S",
                "Retry-After | Mon, 23 Nov 2026 15:11:42 GMT | PT30S",
                "Retry-After-Ms | 1500 | PT1.5S",
                "Retry-After | soon | ",
                "Retry-After | -5 | ",
                "Retry-After | Mon, 23 Nov 2026 15:11:00 GMT | ",
            })
    void retryAfterShouldBeReported(String header, String value, Duration wait) {
        ResponseDefinitionBuilder answer = aResponse()
                .withStatus(429)
                .withHeader("Date", "Mon, 23 Nov 2026 15:11:12 GMT")
                .withHeader(header, value);
        assertThat(transientFailure(answer).retryAfter()).isEqualTo(java.util.Optional.ofNullable(wait));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html><title>Sign in</title></html> | SetupException | a web page, 'Sign in'",
                "It works! | SetupException | 'It works!' instead of JSON",
                "{'embeddings':[[1,2,3]]} | SetupException | no array 'data'",
                "{'detail':'Model voyage-4 is not available'} | RejectedException | not available",
                "{'detail':'an error with the status of success'} | TransientException | an error with the status",
                "{'object':'list','data':[],'usage':{'total_tokens':1}} | RejectedException | 0 vectors for 1 texts",
                "{'data':[ | UnknownOutcomeException | end-of-input",
                "`` | UnknownOutcomeException | empty",
            })
    void successThatDoesNotAnswerTheRequestShouldBeClassified(String body, String failure, String reason) {
        SyncException thrown = failure(aResponse().withStatus(200).withBody(body.replace('\'', '"')));

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(thrown).hasMessageContaining("Voyage AI").hasMessageContaining(reason);
    }

    @Test
    void wrongDimensionShouldBeASetupFailure() {
        assertThat(failure(vectors("1,2,3")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("a vector of dimension 3 instead of 1024");
    }

    @Test
    void hugeResponseShouldBeASetupFailure() {
        assertThat(failure(aResponse().withStatus(200).withBody("{\"object\":\"" + "endless ".repeat(100_000) + "\"}")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("bytes");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void brokenConnectionShouldBeTransient(Fault fault) {
        assertThat(failure(aResponse().withFault(fault)))
                .isInstanceOfAny(TransientException.class, UnknownOutcomeException.class);
    }

    @Test
    void slowResponseShouldEndAtTheDeadline() {
        deadline = Duration.ofMillis(200);
        assertThat(failure(vectors("1").withChunkedDribbleDelay(100, 600_000)))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void missingResponseShouldEndAtTheDeadline() {
        deadline = Duration.ofMillis(200);
        assertThat(failure(vectors("1").withFixedDelay(600_000))).isInstanceOf(TransientException.class);
    }

    @Test
    void refusedConnectionShouldBeTransient() {
        assertThat(failureAt("http://127.0.0.1:" + freePort() + "/v1"))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("Cannot connect");
    }

    @Test
    void unknownHostShouldBeTransientAndPointToTheBaseUrl() {
        assertThat(failureAt("http://host.invalid/v1"))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("base URL");
    }

    @Test
    void redirectShouldNotBeFollowed() {
        assertThat(failure(aResponse().withStatus(307).withHeader("Location", "https://elsewhere.example/v1")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("https://elsewhere.example/v1");
        assertThat(SERVICE.getAllServeEvents()).hasSize(1);
    }

    @Test
    void nothingShouldBeSentTwice() {
        failure(aResponse().withStatus(503));
        assertThat(SERVICE.getAllServeEvents()).hasSize(1);
    }

    @Test
    void keyShouldNotBeShownWhenTheServiceRepeatsIt() {
        ResponseDefinitionBuilder response =
                aResponse().withStatus(401).withBody("{\"detail\":\"Bearer " + KEY + " has expired\"}");
        StringWriter all = new StringWriter();
        failure(response).printStackTrace(new PrintWriter(all));

        assertThat(all.toString()).contains("has expired").doesNotContain(KEY);
    }

    private static ResponseDefinitionBuilder vectors(String numbers) {
        return aResponse()
                .withStatus(200)
                .withBody("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[" + numbers
                        + "],\"index\":0}],\"usage\":{\"total_tokens\":1}}");
    }

    private TransientException transientFailure(ResponseDefinitionBuilder answer) {
        SyncException thrown = failure(answer);
        assertThat(thrown).isInstanceOf(TransientException.class);
        return (TransientException) thrown;
    }

    private SyncException failure(ResponseDefinitionBuilder answer) {
        SERVICE.stubFor(any(anyUrl()).willReturn(answer));
        return failureAt(SERVICE.baseUrl() + "/v1");
    }

    private SyncException failureAt(String url) {
        try (VoyageEmbedder embedder = VoyageEmbedder.builder()
                .apiKey(KEY)
                .baseUrl(url)
                .deadline(deadline)
                .build()) {
            return catchThrowableOfType(
                    SyncException.class, () -> embedder.embed(List.of("garden"), InputType.DOCUMENT));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
