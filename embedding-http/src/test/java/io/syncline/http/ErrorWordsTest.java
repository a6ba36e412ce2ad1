package io.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorWordsTest {

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
                "plain words | plain words",
                "{\"detail\":\"cut | {\"detail\":\"cut",
                "{\"a\":1} | {\"a\":1}",
            })
    void wordsShouldBeFoundInWhateverForm(String body, String words) {
        assertThat(ErrorWords.of(body)).isEqualTo(words);
    }

    @Test
    void wordsShouldNotBeEndless() {
        assertThat(ErrorWords.of("x".repeat(10_000))).hasSize(301).endsWith("…");
    }
}
