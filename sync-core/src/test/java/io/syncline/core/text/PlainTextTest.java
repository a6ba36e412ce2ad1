package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String LETTERS = "ab ?\n\r\t\u0000\u001f\u007f\u0080\u0085\u009f\u00a0\u00a1\u00ad\u00ff"
            + "\u0416\u2003\u200b\u2028\u2029\ufeff\ufffe\uffff\ud83d\ude00\ud800";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "One line, of ordinary length.",
                "Two\nlines of text",
                "Grüße aus Köln, façade ÿ",
                "Вопрос и ответ",
                "Is a question mark in doubt?",
                "exactly8",
                "soft\u00adhyphen"
            })
    void textShouldStayAsItIsWhenItIsClean(String text) {
        assertThat(PlainText.lines(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " leading,leading",
                "trailing ,trailing",
                "two  spaces,two spaces",
                "over eight  letters,over eight letters",
                "1234567  border,1234567 border",
                "tab\ttab,tab tab",
                "no\u00a0break,no break",
                "bell\u0007bell,bellbell",
                "delete\u007f,delete",
                "upper\u0099control,uppercontrol"
            })
    void textShouldBeCleanedWhenItIsNot(String text, String clean) {
        assertThat(PlainText.lines(text)).isEqualTo(clean);
    }

    @Test
    void fastCheckShouldNeverAcceptUncleanText() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            String text = random(random);
            assertThat(PlainText.lines(text)).as("text %d", i).isEqualTo(PlainText.cleaned(text));
        }
    }

    @Test
    void fastCheckShouldAcceptOrdinaryText() {
        assertThat(CleanBytes.areIn("A note of ordinary length, with Grüße.\nAnd a second line"))
                .isTrue();
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        int oddOnes = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(oddOnes) == 0 ? LETTERS.charAt(random.nextInt(LETTERS.length())) : 'x');
        }
        return text.toString();
    }
}
