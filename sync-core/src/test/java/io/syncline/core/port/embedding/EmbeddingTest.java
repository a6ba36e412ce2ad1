package io.syncline.core.port.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

    @Test
    void numbersShouldBeCopied() {
        float[] numbers = {1, 2, 3};
        Embedding embedding = Embedding.of(numbers);
        numbers[0] = 9;

        assertThat(embedding.toArray()).containsExactly(1, 2, 3);
        assertThat(embedding).isEqualTo(Embedding.copyOf(FloatBuffer.wrap(new float[] {1, 2, 3})));
        assertThat(embedding).hasSameHashCodeAs(Embedding.of(1, 2, 3)).isNotEqualTo(Embedding.of(1, 2));
    }

    @Test
    void emptyOrInfiniteVectorShouldBeRefused() {
        assertThatThrownBy(Embedding::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Embedding.of(1, Float.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void quotaOutOfRangeShouldBeRefusedWithItsValue() {
        assertThatThrownBy(() -> EmbedderQuota.builder().requestsPerMinute(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requestsPerMinute")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> EmbedderQuota.builder()
                        .pricePerMillionTokens(new BigDecimal("-0.1"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.1");
    }
}
