package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BertCharactersTest {

    @ParameterizedTest
    @CsvSource({
        // code point, space, removed, punctuation, ideograph
        "0041, false, false, false, false",
        "0020, true, false, false, false",
        "0009, true, true, false, false",
        "000A, true, true, false, false",
        "00A0, true, false, false, false",
        "3000, true, false, false, false",
        "000B, false, true, false, false",
        "0000, false, true, false, false",
        "200B, false, true, false, false",
        "FFFD, false, true, false, false",
        "D83D, false, true, false, false",
        "E000, false, true, false, false",
        "0024, false, false, true, false",
        "007E, false, false, true, false",
        "007F, false, true, false, false",
        "2014, false, false, true, false",
        "3002, false, false, true, false",
        "20AC, false, false, false, false",
        "4E00, false, false, false, true",
        "9FA5, false, false, false, true",
        "A000, false, false, false, false",
        "3400, false, false, false, true",
        "20000, false, false, false, true",
        "2FA1D, false, false, false, true",
        "3042, false, false, false, false",
        "AC00, false, false, false, false",
    })
    void characterShouldBeClassified(
            String hex, boolean space, boolean removed, boolean punctuation, boolean ideograph) {
        int point = Integer.parseInt(hex, 16);
        assertThat(BertCharacters.isSpace(point)).as("space").isEqualTo(space);
        assertThat(BertCharacters.isRemoved(point)).as("removed").isEqualTo(removed);
        assertThat(BertCharacters.isPunctuation(point)).as("punctuation").isEqualTo(punctuation);
        assertThat(BertCharacters.isIdeograph(point)).as("ideograph").isEqualTo(ideograph);
    }
}
