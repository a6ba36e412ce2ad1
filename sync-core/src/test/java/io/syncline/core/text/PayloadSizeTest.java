package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadSizeTest {

    @Test
    void payloadShouldBeRefusedWhenAllChunksTogetherCarryTooMuch() {
        int each = (int) (PayloadSize.MOST_BYTES / 64);
        Payload payload = Payload.of(Map.of("a", "x".repeat(each - 1)));

        assertThatCode(() -> PayloadSize.check("Record 7 of res.partner", payload, 64))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PayloadSize.check("Record 7 of res.partner", payload, 65))
                .isInstanceOf(RejectedException.class)
                .hasMessageContainingAll(
                        "Record 7 of res.partner", each + " bytes", "65 chunks", "34078720 bytes in all", "payload");
    }

    @Test
    void sizeShouldBeThatOfTheTextsInUtf8AndOfTheNumbers() {
        String text = "aé€\uD83D\uDE00";

        assertThat(PayloadSize.bytes(Payload.of(Map.of("ö", text)).values()))
                .isEqualTo(("ö" + text).getBytes(StandardCharsets.UTF_8).length);
        assertThat(PayloadSize.bytes(
                        Payload.of(Map.of("n", List.of(1L, 2.5, true, "ab"))).values()))
                .isEqualTo(1 + 3 * 8 + 2);
    }
}
