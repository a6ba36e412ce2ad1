package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com/v1",
        "https://api.example.com/, https://api.example.com/v1",
        "https://api.example.com/v1/, https://api.example.com/v1",
        "http://localhost:8080/proxy/voyage, http://localhost:8080/proxy/voyage",
    })
    void urlShouldBeNormalized(String written, String expected) {
        assertThat(ServiceUrl.parse(written, "/v1")).hasToString(expected);
    }

    @Test
    void versionShouldBeThatOfTheService() {
        assertThat(ServiceUrl.parse("https://api.example.com", "/v1beta"))
                .hasToString("https://api.example.com/v1beta");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "ftp://example.com",
                "https://",
                "https://user:sesame@example.com",
                "https://example.com/v1?key=sesame",
                "not an address"
            })
    void urlShouldBeRefusedWithoutBeingShownWhenItIsUnusable(String written) {
        assertThatThrownBy(() -> ServiceUrl.parse(written, "/v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sesame");
    }
}
