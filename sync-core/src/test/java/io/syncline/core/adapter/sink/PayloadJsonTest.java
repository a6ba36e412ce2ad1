package io.syncline.core.adapter.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.Payload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadJsonTest {

    @Test
    void payloadShouldComeBackWithItsTypes() {
        Payload payload = Payload.of(Map.of(
                "name",
                "K\u00f6ln \"quoted\"",
                "rank",
                (1L << 53) + 1,
                "ratio",
                3.0,
                "small",
                1e-300,
                "active",
                true,
                "tags",
                List.of("a", 1L, List.of(0.5))));

        assertThat(PayloadJson.read(PayloadJson.write(payload), "index", "Restore a backup"))
                .isEqualTo(payload);
        assertThat(PayloadJson.read(PayloadJson.write(Payload.EMPTY), "index", "Restore a backup"))
                .isEqualTo(Payload.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"a\": null}", "{\"a\": {}}", "{\"a\": 123456789012345678901234567890}"})
    void textThatIsNoPayloadShouldBeACorruptIndex(String json) {
        assertThatThrownBy(() -> PayloadJson.read(json, "index", "Restore a backup"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("index is corrupt")
                .hasMessageEndingWith("Restore a backup");
    }

    @Test
    void wordsOfAPayloadShouldNotBeRepeated() {
        assertThatThrownBy(() -> PayloadJson.read("{\"name\": Smith}", "index", "Restore a backup"))
                .hasMessageNotContaining("Smith")
                .hasNoCause();
    }
}
