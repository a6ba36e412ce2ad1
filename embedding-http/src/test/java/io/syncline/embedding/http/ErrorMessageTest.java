package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorMessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":\"too many tokens\"} | too many tokens",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"x\"}]} | field required",
                "{\"error\":{\"message\":\"no such model\",\"type\":\"t\",\"code\":\"c\"}} | no such model",
                "{\"error\":\"overloaded\",\"error_type\":\"overloaded\"} | overloaded",
                "{\"object\":\"error\",\"message\":\"bad\"} | bad",
                "<html><h1>502 Bad  Gateway</h1></html> | 502 Bad Gateway",
                "plain text | plain text",
                "{\"detail\":\"cut | {\"detail\":\"cut",
                "{\"a\":1} | {\"a\":1}",
            })
    void messageShouldBeFoundInEveryFormat(String body, String message) {
        assertThat(ErrorMessage.of(body)).isEqualTo(message);
    }

    @Test
    void longMessageShouldBeShortened() {
        assertThat(ErrorMessage.of("x".repeat(10_000))).hasSize(301).endsWith("…");
    }
}
