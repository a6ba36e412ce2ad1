package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingListReaderTest {

    private static final String USAGE = "\"usage\":{\"total_tokens\":7}";

    @Test
    void numbersShouldBeRead() throws IOException {
        assertThat(read(1, response(item("[0.5,-1,2e-3]", 0))).embeddings()).containsExactly(vector(0.5f, -1, 0.002f));
    }

    @Test
    void base64ShouldBeReadBitForBit() throws IOException {
        float[] numbers = {Float.MIN_VALUE, -0.0f, 0.1234567f};
        assertThat(read(1, response(item(base64(numbers), 0))).embeddings()).containsExactly(vector(numbers));
    }

    @Test
    void vectorsShouldBeOrderedByTheirIndex() throws IOException {
        EmbeddingResult result = read(2, response(item("[1,1,1]", 1) + "," + item(base64(2, 2, 2), 0)));
        assertThat(result.embeddings()).containsExactly(vector(2, 2, 2), vector(1, 1, 1));
        assertThat(result.tokens()).isEqualTo(7);
    }

    @Test
    void unknownMembersShouldBeSkipped() throws IOException {
        String response =
                "{\"object\":\"list\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":9,\"details\":{\"a\":[1]}},"
                        + "\"extra\":{\"data\":[{\"index\":5}]},\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"meta\":[[]],\"embedding\":[1,2,3]}],\"model\":\"m\"}";
        assertThat(read(1, response).tokens()).isEqualTo(9);
    }

    @Test
    void responseInSmallPiecesShouldBeRead() throws IOException {
        byte[] response = response(item(base64(4, 5, 6), 0)).getBytes(StandardCharsets.UTF_8);
        InputStream oneByteAtATime = new ByteArrayInputStream(response) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
        assertThat(new EmbeddingListReader(1, 3).read(oneByteAtATime).embeddings())
                .containsExactly(vector(4, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "",
                "{}",
                "{\"data\":[]," + USAGE + "}",
                "{\"data\":{}," + USAGE + "}",
                "{\"data\":[7]," + USAGE + "}",
                "{\"data\":[{\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3]}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":1}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":-1}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":4294967296}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":0},{\"embedding\":[1,2,3],\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,null],\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,1e60],\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":\"AAAA\",\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":\"AAAA!\",\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":null,\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":0}]}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":0}],\"usage\":null}",
            })
    void responseShouldBeUnusableWhenItDoesNotFitTheRequest(String response) {
        assertThatThrownBy(() -> read(1, response)).isInstanceOf(UnusableResponseException.class);
    }

    @Test
    void vectorShouldBeRefusedWhenANumberIsNotFinite() {
        assertThatThrownBy(() -> read(1, response(item(base64(1, Float.NaN, 3), 0))))
                .isInstanceOf(UnusableResponseException.class)
                .hasMessageContaining("not finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[]", "[1,2,3,4]", "\"AACAPwAAgD8=\"", "\"AACAPwAAgD8AAIA/AACAPw==\""})
    void vectorOfAnotherDimensionShouldBeReportedAsSuch(String vector) {
        assertThatThrownBy(() -> read(1, response(item(vector, 0)))).isInstanceOf(WrongDimensionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"embedding\":[1,2,NaN],\"index\":0}]," + USAGE + "}",
                "<html>",
            })
    void responseShouldBeRefusedWhenItIsNotJson(String response) {
        assertThatThrownBy(() -> read(1, response)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void responseShouldBeRefusedWhereverItIsTruncated() {
        String whole = response(item(base64(1, 2, 3), 0));
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(1, part)).as(part).isInstanceOf(IOException.class);
        }
    }

    private static EmbeddingResult read(int texts, String response) throws IOException {
        return new EmbeddingListReader(texts, 3)
                .read(new ByteArrayInputStream(response.getBytes(StandardCharsets.UTF_8)));
    }

    private static String response(String items) {
        return "{\"object\":\"list\",\"data\":[" + items + "],\"model\":\"m\"," + USAGE + "}";
    }

    private static String item(String vector, int index) {
        return "{\"object\":\"embedding\",\"embedding\":" + vector + ",\"index\":" + index + "}";
    }

    private static String base64(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }

    private static Embedding vector(float... numbers) {
        return Embedding.of(numbers);
    }
}
