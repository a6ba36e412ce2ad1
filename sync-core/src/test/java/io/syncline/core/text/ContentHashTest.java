package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.vector.Payload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    @Test
    void hashShouldBeTheSha256OfTheText() {
        assertThat(ContentHash.of("abc", Payload.EMPTY))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentHash.shortOf("abc")).isEqualTo("ba7816bf8f01cfea");
    }

    @Test
    void payloadShouldCount() {
        String without = ContentHash.of("abc", Payload.EMPTY);

        assertThat(ContentHash.of("abc", Payload.of(Map.of("rank", 1L))))
                .isNotEqualTo(without)
                .isNotEqualTo(ContentHash.of("abc", Payload.of(Map.of("rank", 2L))));
    }
}
