package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireBodyTest {

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
    void bodyShouldBeWhole(int count) throws IOException {
        byte[] sent = bytes(count);

        for (long told : new long[] {-1, count}) {
            List<ByteBuffer> read = WireBody.read(new ByteArrayInputStream(sent), told, count);

            assertThat(new ChunkStream(read)).hasBinaryContent(sent);
        }
    }

    @Test
    void bodyThatEndsEarlyShouldBeRefused() {
        assertThatThrownBy(() -> WireBody.read(new ByteArrayInputStream(bytes(10)), 11, 100))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("10 of 11");
    }

    @Test
    void bodyThatGoesOnShouldBeRefused() {
        assertThatThrownBy(() -> WireBody.read(new ByteArrayInputStream(bytes(12)), 11, 100))
                .isInstanceOf(WireBody.Surplus.class);
    }

    @Test
    void bodyShouldBeRefusedAtItsLimit() {
        assertThatThrownBy(() -> WireBody.read(new ByteArrayInputStream(bytes(101)), -1, 100))
                .isInstanceOf(WireBody.TooLarge.class)
                .hasMessageContaining("100");
    }

    @Test
    void bodyThatIsToBeTooLargeShouldNotBeReadAtAll() throws IOException {
        InputStream none = InputStream.nullInputStream();
        none.close();

        assertThatThrownBy(() -> WireBody.read(none, 101, 100)).isInstanceOf(WireBody.TooLarge.class);
    }
}
