package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import org.junit.jupiter.api.Test;

class VectorBlobTest {

    @Test
    void vectorShouldComeBackBitByBit() {
        float[] vector = {1.5f, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE};
        float[] decoded = new float[vector.length];
        VectorBlob.decode(VectorBlob.encode(Embedding.of(vector)), decoded);

        assertThat(decoded).isEqualTo(vector);
    }

    @Test
    void blobShouldBeLittleEndian() {
        assertThat(VectorBlob.encode(Embedding.of(1.0f))).containsExactly(0, 0, 0x80, 0x3F);
    }

    @Test
    void blobOfAnotherLengthShouldBeRefused() {
        assertThatThrownBy(() -> VectorBlob.decode(new byte[7], new float[2]))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("7 bytes, not 8");
    }

    @Test
    void vectorShouldBeNormalisedUnlessItIsZero() {
        float[] vector = {3, 4};
        float[] zero = {0, 0};
        VectorBlob.normalise(vector);
        VectorBlob.normalise(zero);

        assertThat(vector).containsExactly(0.6f, 0.8f);
        assertThat(zero).containsExactly(0, 0);
    }

    @Test
    void dotProductShouldCoverEveryNumberFromItsOffset() {
        for (int dimension = 1; dimension <= 9; dimension++) {
            float[] vector = new float[dimension];
            float[] array = new float[dimension + 2];
            float expected = 0;
            for (int i = 0; i < dimension; i++) {
                vector[i] = i + 1;
                array[i + 2] = 2 * i + 1;
                expected += vector[i] * array[i + 2];
            }

            assertThat(VectorBlob.dot(vector, array, 2))
                    .as("dimension %s", dimension)
                    .isCloseTo(expected, within(0.001f));
        }
    }
}
