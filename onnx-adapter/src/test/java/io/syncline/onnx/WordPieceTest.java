package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.syncline.api.failure.SetupException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordPieceTest {

    private final byte[] file = read();
    private final WordPiece tokenizer = TokenizerFile.parse(file, "tokenizer.json");
    private HuggingFaceTokenizer reference;

    @BeforeAll
    void openReference() throws IOException {
        reference = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(file), Map.of("truncation", "false", "padding", "false"));
    }

    @AfterAll
    void closeReference() {
        reference.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "The invoice is overdue.",
                "Café Ångström, naïve façade; Zürich, Łódź, Đà Nẵng",
                "東京都港区の株式会社と 한국어 and кириллица",
                "🚚 shipped 👩‍👩‍👧 🇱🇰 ❤️",
                "İSTANBUL ISTANBUL ıstanbul",
                "ΟΔΥΣΣΕΥΣ Straße ǅ ﬁ Ⅷ ½",
                "[CLS] inside [SEP] a [MASK] text [PAD] [UNK] [cls]",
                "tab\tline\nreturn\rpage\u000bfeed\f next\u0085 line\u2028sep\u00a0nbsp\u3000wide\u1680ogham",
                "zero\u200bwidth soft\u00adhyphen bom\ufeff \u0000nul \ufffd",
                "price: €1,299.00 (−10 %) = $1~`^|<>",
                "दिल्ली हिन्दी ไทย עִבְרִית العَرَبِيَّة",
            })
    void encodeShouldEqualTheReference(String text) {
        assertThat(tokenizer.encode(text)).isEqualTo(reference.encode(text).getIds());
    }

    @Test
    void encodeShouldEqualTheReferenceForThousandsOfRandomTexts() {
        RandomTexts texts = new RandomTexts(new Random(20261124));
        Stream<String> all = IntStream.range(0, 1500)
                .boxed()
                .flatMap(i -> Stream.of(texts.line(1 + i % 60), texts.ascii(1 + i % 200), texts.unicode(1 + i % 120)));
        all.forEach(text -> assertThat(tokenizer.encode(text))
                .as(() -> text.codePoints()
                        .mapToObj(Integer::toHexString)
                        .toList()
                        .toString())
                .isEqualTo(reference.encode(text).getIds()));
    }

    @Test
    void encodeShouldNotTruncateLongTexts() {
        String text = "customizable desk ".repeat(5_000);

        assertThat(tokenizer.encode(text))
                .isEqualTo(reference.encode(text).getIds())
                .hasSizeGreaterThan(15_000);
    }

    @Test
    void encodeShouldRemoveLoneSurrogates() {
        assertThat(tokenizer.encode("a\ud83d \ude00b")).isEqualTo(tokenizer.encode("a b"));
    }

    @Test
    void parseShouldFailWhenTheTokenizerIsOfAnotherKind() {
        assertThatThrownBy(() -> TokenizerFile.parse(json("{\"model\":{\"type\":\"BPE\"}}"), "other.json"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("other.json")
                .hasMessageContaining("WordPiece");
        assertThatThrownBy(() -> TokenizerFile.parse(json("{"), "broken.json"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("broken.json");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read() {
        try (InputStream in = WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
