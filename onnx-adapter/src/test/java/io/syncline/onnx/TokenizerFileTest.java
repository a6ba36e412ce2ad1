package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small vocabulary, parsed and used. {@link WordPieceTest} compares the real one with a reference implementation. */
class TokenizerFileTest {

    private static final String VALID = """
            {"model": {"type": "WordPiece",
                       "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "pay": 3, "##ment": 4, "payments": 5, "!": 6}},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "normalizer": {"type": "BertNormalizer", "lowercase": true},
             "added_tokens": [{"content": "[UNK]"}, {"content": "[CLS]"}, {"content": "[SEP]"}]}
            """;

    @Test
    void wordShouldBeSplitIntoTheLongestPieces() {
        WordPiece tokenizer = parse(VALID);
        assertThat(tokenizer.encode("")).containsExactly(1, 2);
        assertThat(tokenizer.encode("Payment!")).containsExactly(1, 3, 4, 6, 2);
        assertThat(tokenizer.encode("payments")).containsExactly(1, 5, 2);
        assertThat(tokenizer.encode("páy")).containsExactly(1, 3, 2);
        assertThat(tokenizer.encode("paymen")).containsExactly(1, 0, 2);
        assertThat(tokenizer.encode("pay[SEP]pay")).containsExactly(1, 3, 2, 3, 2);
        assertThat(tokenizer.encode("p".repeat(101))).containsExactly(1, 0, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"WordPiece\" | \"BPE\" | WordPiece",
                "BertPreTokenizer | Whitespace | pre-tokenizer",
                "BertNormalizer | NFC | normalizer",
                "\"lowercase\": true | \"lowercase\": false | lower-casing",
                "{\"content\": \"[SEP]\"} | {\"content\": \"[PAD]\"} | [PAD]",
            })
    void fileShouldBeRefusedWhenItDescribesAnotherTokenizer(String valid, String other, String message) {
        assertThatThrownBy(() -> parse(VALID.replace(valid, other)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("sample.json")
                .hasMessageContaining(message);
    }

    private static WordPiece parse(String json) {
        return TokenizerFile.parse(json.getBytes(StandardCharsets.UTF_8), "sample.json");
    }
}
