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
                "exactly8"
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
                "upper\u0099control,uppercontrol",
                "soft\u00adhyphen,softhyphen",
                "byte\ufefforder,byteorder",
                "zero\u200bwidth,zerowidth",
                "a \u200b b,a b",
                "gra\u034fphe\u2060me,grapheme",
                "Auf\u200clage,Auflage",
                "\u202eright\u202c \u200fto\u200e \u2066left\u2069,right to left",
                "\u845b\udb40\udd00,\u845b",
                "tag\udb40\udc41\udb40\udc42ged,tagged",
                "noncharacter\ufdd0\udbff\udfff,noncharacter",
                "A\ufe0f,A",
                "\u3164Blank\u2800name,Blank name"
            })
    void textShouldBeCleanedWhenItIsNot(String text, String clean) {
        assertThat(PlainText.lines(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian: letters that must not join
                "\u0645\u06cc\u064e\u200c\u062e", // the same after a vowel sign
                "\u0915\u094d\u200d\u0937", // Hindi: a half form
                "\u0d05\u0d35\u0d28\u0d4d\u200d \u0d05", // Malayalam: a final consonant without its vowel
                "\ud83d\udc69\u200d\ud83d\udc67", // an emoji of a mother and a girl
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", // the rainbow flag
                "\ud83e\uddd1\ud83c\udffd\u200d\u2695\ufe0f", // a health worker with a skin tone
                "\u2764\ufe0f 1\ufe0f\u20e3 \u203c\ufe0f", // emoji made of text symbols
                // the flag of Wales
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc77\udb40\udc6c\udb40\udc73\udb40\udc7f",
                "\u1820\u180e\u1820\u180b", // Mongolian
                "\u1112\u1160\u11ab \u115f\u1161", // Korean syllables with fillers
                "\u0600\u0661", // an Arabic number sign, which is visible
            })
    void invisibleCharactersShouldStayWhereScriptsAndEmojiAreSpeltWithThem(String text) {
        assertThat(PlainText.lines(text)).isEqualTo(text);
        assertThat(PlainText.lines(" \u200c" + text + "\u200d\ufe0f ")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        // two joiners in a row
        "\u0645\u06cc\u200c\u200c\u062e,\u0645\u06cc\u200c\u062e",
        // the end of a word in scripts without spaces: Khmer, Thai
        "\u1797\u17b6\u200b\u1781\u17d2,\u1797\u17b6 \u1781\u17d2",
        "\u0e14\u0e35\u200b\u0e04,\u0e14\u0e35 \u0e04",
        // a text hidden in tags behind a flag
        "\ud83c\udff4\udb40\udc41\udb40\udc41\udb40\udc41\udb40\udc41\udb40\udc41\udb40\udc41\udb40\udc41\udb40\udc7f!,\ud83c\udff4!",
    })
    void invisibleCharactersShouldBeReducedToTheSpelling(String text, String clean) {
        assertThat(PlainText.lines(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200c",
                "\u00ad\u00ad",
                "\u034f\ufeff",
                " \u200d\u00a0\u200e\u2063 ",
                "\u3164",
                "\u2800\u115f",
                "\u1160",
                "\ufe0f\udb40\udd01",
                "\udb40\udc41\udb40\udc42",
                "\ufffc"
            })
    void textShouldBeEmptyWhenItShowsNothing(String text) {
        assertThat(PlainText.lines(text)).isEmpty();
    }

    @Test
    void hostileRunsOfInvisibleCharactersShouldTakeLittleTime() {
        String run = "\ud83c\udff4" + "\udb40\udc41".repeat(100_000) + "\u0645" + "\u064e\u200c".repeat(100_000) + "a";
        assertThat(PlainText.lines(run)).startsWith("\ud83c\udff4\u0645").endsWith("a");
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
