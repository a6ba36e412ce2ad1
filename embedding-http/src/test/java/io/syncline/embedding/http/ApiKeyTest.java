package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final ApiKey KEY = ApiKey.of(" Al-sesame ");

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "se same", "sesäme", "sesame\n\nX: y"})
    void keyShouldBeRefusedWithoutBeingShownWhenItCannotBeSent(String key) {
        assertThatThrownBy(() -> ApiKey.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sesame");
    }

    @Test
    void keyShouldBeHiddenInToStringAndInScrubbedTexts() {
        assertThat(KEY).hasToString("***");
        assertThat(KEY.scrub("Bearer Al-sesame has expired")).isEqualTo("Bearer *** has expired");
    }

    @Test
    void keyShouldBeSentAsBearerTokenOrInAHeaderOfTheService() {
        assertThat(header(KEY, "Authorization")).isEqualTo("Bearer Al-sesame");
        assertThat(header(KEY.inHeader("x-api-key"), "x-api-key")).isEqualTo("Al-sesame");
    }

    @Test
    void prefixShouldBeMatchedIgnoringCase() {
        assertThat(KEY.startsWith("al-")).isTrue();
        assertThat(KEY.startsWith("pa-")).isFalse();
    }

    private static String header(ApiKey key, String name) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost"));
        key.addTo(request);
        return request.build().headers().firstValue(name).orElse("");
    }
}
