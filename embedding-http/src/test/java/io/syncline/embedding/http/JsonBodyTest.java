package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

    @Test
    void membersShouldBeWrittenAsJson() {
        assertThat(new String(JsonBody.write(Map.of("input", List.of("a\"b", "ü"))), StandardCharsets.UTF_8))
                .isEqualTo("{\"input\":[\"a\\\"b\",\"ü\"]}");
    }

    @ParameterizedTest
    @CsvSource({"plain, plain", "\ud83d\ude00!, \ud83d\ude00!"})
    void wellFormedTextShouldNotChange(String text, String expected) {
        assertThat(JsonBody.wellFormed(text)).isEqualTo(expected);
    }

    @Test
    void loneSurrogateShouldBeReplaced() {
        assertThat(JsonBody.wellFormed("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    }
}
