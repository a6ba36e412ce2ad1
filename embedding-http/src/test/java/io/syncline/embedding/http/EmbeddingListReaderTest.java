package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import io.syncline.core.port.embedding.Embedding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        EmbeddingList result = read(2, response(item("[1,1,1]", 1) + "," + item(base64(2, 2, 2), 0)));
        assertThat(result.embeddings()).containsExactly(vector(2, 2, 2), vector(1, 1, 1));
        assertThat(result.tokens()).hasValue(7);
    }

    @Test
    void unknownMembersShouldBeSkipped() throws IOException {
        String response =
                "{\"object\":\"list\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":9,\"details\":{\"a\":[1]}},"
                        + "\"extra\":{\"data\":[{\"index\":5}]},\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"meta\":[[]],\"embedding\":[1,2,3]}],\"model\":\"m\"}";
        assertThat(read(1, response).tokens()).hasValue(9);
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
                "{}",
                "{\"data\":{}," + USAGE + "}",
                "{\"data\":null}",
                "{\"data\":[7]," + USAGE + "}",
                "{\"data\":[{\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[1,2,3],\"index\":-1}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":{\"float\":[1,2,3]},\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[[1,2,3]],\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":[\"1\",\"2\",\"3\"],\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":\"AAAA\",\"index\":0}]," + USAGE + "}",
                "{\"data\":[{\"embedding\":\"AAAA!\",\"index\":0}]," + USAGE + "}",
            })
    void responseShouldBeUnusableWhenItIsOfAnotherFormat(String response) {
        assertThatThrownBy(() -> read(1, response)).isInstanceOf(UnusableResponseException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "left out | {E1}, {E2}, {E3}",
                "null | {'index':null,E1}, {'index':null,E2}, {'index':null,E3}",
                "only in the first | {'index':0,E1}, {E2}, {E3}",
                "left out where it is 0, as by Gemini | {E1}, {'index':1,E2}, {'index':2,E3}",
                "left out where it is 0, in another order | {'index':2,E3}, {E1}, {'index':1,E2}",
                "the same in all | {'index':0,E1}, {'index':0,E2}, {'index':0,E3}",
                "counted from 1 | {'index':1,E1}, {'index':2,E2}, {'index':3,E3}",
                "restarted in each part | {'index':0,E1}, {'index':1,E2}, {'index':0,E3}",
                "no number | {'index':'0',E1}, {'index':'1',E2}, {'index':'2',E3}",
                "beyond 64 bits | {'index':99999999999999999999,E1}, {E2}, {E3}",
                "in another order | {'index':2,E3}, {'index':0,E1}, {'index':1,E2}",
            })
    void vectorsShouldBelongToTheirTextsThoughTheIndexIsOptional(String name, String items) throws IOException {
        assertThat(read(3, "{\"data\":[" + expanded(items) + "]," + USAGE + "}").embeddings())
                .as(name)
                .containsExactly(vector(1, 1, 1), vector(2, 2, 2), vector(3, 3, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'index':1,E1}, {'index':0,E2}, {'index':0,E3}",
                "{'index':3,E1}, {'index':2,E2}, {'index':1,E3}",
                "{'index':0,E1}, {'index':2,E2}, {'index':4,E3}",
                "{E1}, {'index':0,E2}, {'index':1,E3}",
                "{'index':2,E1}, {'index':0,E2}, {E3}",
            })
    void orderShouldNotBeGuessedWhenTheIndexContradictsThePosition(String items) {
        assertThatThrownBy(() -> read(3, "{\"data\":[" + expanded(items) + "]}"))
                .isInstanceOf(UnusableResponseException.class)
                .hasMessageContaining("order");
    }

    private static String expanded(String items) {
        return items.replaceAll("E(\\d)", "'embedding':[$1,$1,$1]").replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "{'total_tokens':7} | 7",
                "{'prompt_tokens':5,'total_tokens':7} | 7",
                "{'total_tokens':7,'prompt_tokens':5} | 7",
                "{'prompt_tokens':5} | 5",
                "{'prompt_tokens':5,'total_tokens':null} | 5",
                "{'prompt_tokens':5,'total_tokens':0} | 5",
                "{'total_tokens':7.0} | 7",
                "{'total_tokens':0} | none",
                "{'total_tokens':-7} | none",
                "{'total_tokens':99999999999999999999} | none",
                "{'total_tokens':'many'} | none",
                "{} | none",
                "[] | none",
                "null | none",
            })
    void tokensShouldBeAbsentWhenTheServiceDoesNotTellThem(String usage, Long tokens) throws IOException {
        String response = "{\"data\":[" + item("[1,2,3]", 0) + "],\"usage\":" + usage.replace('\'', '"') + "}";

        assertThat(read(1, response).tokens())
                .isEqualTo(tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens));
        assertThat(read(1, "{\"data\":[" + item("[1,2,3]", 0) + "]}").tokens()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void numberOfVectorsShouldBeThatOfTheTexts(int vectors) {
        String items = String.join(",", Collections.nCopies(vectors, item("[1,2,3]", 0)));

        assertThatThrownBy(() -> read(2, response(items)))
                .isInstanceOfSatisfying(
                        VectorCountException.class,
                        count -> assertThat(count.vectors()).isEqualTo(vectors))
                .hasMessage(vectors + " vectors for 2 texts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,null]",
                "[null,null,null]",
                "[1,2,NaN]",
                "[1,-Infinity,3]",
                "[1,2,1e60]",
                "[]",
                "null",
                "\"\"",
                "\"AACAPwAAwH8AAIA/\""
            })
    void textShouldHaveNoVectorWhenItsNumbersAreNotFinite(String vector) {
        assertThatThrownBy(() -> read(1, response(item(vector, 0))))
                .isInstanceOfSatisfying(
                        UnusableVectorException.class,
                        unusable -> assertThat(unusable.concernsAll()).isTrue());
        assertThatThrownBy(
                        () -> read(3, response(item("[1,2,3]", 0) + "," + item(vector, 1) + "," + item("[1,2,3]", 2))))
                .isInstanceOfSatisfying(
                        UnusableVectorException.class,
                        unusable -> assertThat(unusable.concernsAll()).isFalse())
                .hasMessage("1 of 3 texts have no vector of finite numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[1,2,3,4]", "\"AACAPwAAgD8=\"", "\"AACAPwAAgD8AAIA/AACAPw==\""})
    void vectorOfAnotherDimensionShouldBeReportedAsSuch(String vector) {
        assertThatThrownBy(() -> read(1, response(item(vector, 0)))).isInstanceOf(WrongDimensionException.class);
    }

    @Test
    void wrongDimensionShouldBeTheTrueOne() {
        assertThatThrownBy(() -> read(1, response(item("[" + "1,".repeat(767) + "1]", 0))))
                .hasMessage("a vector of dimension 768 instead of 3");
        assertThatThrownBy(() -> read(1, response(item(base64(new float[768]), 0))))
                .hasMessage("a vector of dimension 768 instead of 3");
    }

    @Test
    void responseShouldBeRefusedWhenItIsNotJson() {
        assertThatThrownBy(() -> read(1, "<html>")).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> read(1, "")).isInstanceOf(EOFException.class);
    }

    @Test
    void responseShouldBeRefusedWhereverItIsTruncated() {
        String whole = response(item(base64(1, 2, 3), 0));
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(1, part)).as(part).isInstanceOf(IOException.class);
        }
    }

    @Test
    void namesShouldBeThoseOfTheFormat() throws IOException {
        EmbeddingListFormat format = new EmbeddingListFormat("vectors", "numbers", "spent", List.of("best", "second"));
        String response = "{\"spent\":{\"second\":5,\"best\":7,\"total_tokens\":9},\"data\":[{\"embedding\":[9]}],"
                + "\"vectors\":[{\"numbers\":[1,2,3],\"embedding\":[9]}]}";
        EmbeddingList list = new EmbeddingListReader(format, 1, 3)
                .read(new ByteArrayInputStream(response.getBytes(StandardCharsets.UTF_8)));
        assertThat(list.embeddings()).containsExactly(vector(1, 2, 3));
        assertThat(list.tokens()).hasValue(7);
        assertThatThrownBy(() -> new EmbeddingListReader(format, 1, 3)
                        .read(new ByteArrayInputStream("{\"vectors\":[{}]}".getBytes(StandardCharsets.UTF_8))))
                .hasMessage("'vectors' has an element without 'numbers'");
    }

    private static EmbeddingList read(int texts, String response) throws IOException {
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
