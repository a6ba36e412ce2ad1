package io.syncline.core.port.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordAnalysisTest {

    private static boolean finds(String query, String text) {
        WordTerms wanted = WordAnalysis.ofQuery(query);
        WordTerms stored = WordAnalysis.ofText(text);
        Set<String> found = new HashSet<>(wanted.whole());
        found.addAll(wanted.parts());
        found.retainAll(stored.whole());
        Set<String> parts = new HashSet<>(wanted.whole());
        parts.retainAll(stored.parts());
        return !found.isEmpty() || !parts.isEmpty();
    }

    private static boolean findsWhole(String query, String text) {
        Set<String> found = new HashSet<>(WordAnalysis.ofQuery(query).whole());
        found.retainAll(WordAnalysis.ofText(text).whole());
        return !found.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "e-com07, Large Cabinet [E-COM07]",
        "ECOM07, Large Cabinet [E-COM07]",
        "com07, Large Cabinet [E-COM07]",
        "FURN_6666, Acoustic Screen FURN_6666",
        "furn6666, Acoustic Screen FURN_6666",
        "6666, Acoustic Screen FURN_6666",
        "SCD45SQ, Scrubber SCD-45-SQ",
        "9783161484100, ISBN 978-3-16-148410-0",
        "E-COM07, Large Cabinet [E\u2011COM07]",
        "E\u2010COM07, Large Cabinet [E-COM07]",
        "ecom07, Large Cabinet [E\u2013COM07]",
        "ecom07, Large Cabinet [E\u2212COM07]",
        "ecom07, Large Cabinet [e\u00ADcom07]",
        "4500091, SWL 4500091",
        "S00021, Order S00021",
    })
    void partNumberShouldBeFoundWithAndWithoutSeparators(String query, String text) {
        assertThat(findsWhole(query, text)).isTrue();
    }

    @Test
    void partNumberInOneWordShouldBeFoundByItsParts() {
        assertThat(finds("6666", "FURN6666")).isTrue();
        assertThat(finds("FURN 7777", "FURN6666")).as("by its letters").isTrue();
        assertThat(finds("7777", "FURN6666")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Jonkoping, Lundgren in Jönköping",
        "MÖBLER, möbler",
        "strasse, Hafenstraße",
        "Hafenstrasse, Hafenstraße",
        "koling, Vinter Køling A/S",
        "cafe, Café",
        "CAFÉ, cafe\u0301",
        "istanbul, İSTANBUL",
        "Mueller, Müller",
        "Müller, Mueller",
        "Buero, Büros",
        "Gaeste, Gast",
        "Moebel, möbel",
    })
    void caseAndAccentsShouldMakeNoDifference(String query, String text) {
        assertThat(finds(query, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Schrank, Brandschutzschrank",
        "Schränke, Brandschutzschrank",
        "Brandschutz, Brandschutzschränke",
        "Brandschutzschrank, Schrank aus Stahl",
        "bench, oak workbench",
        "Bett, Doppelbett",
        "Tür, Brandschutztür",
        "Türen, Brandschutztuer",
        "Brandschutztür, Eine Tür",
        "Büro, Bürostuhl",
    })
    void compoundWordShouldBeFoundByItsEnds(String query, String text) {
        assertThat(finds(query, text)).isTrue();
        assertThat(findsWhole(query, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"cat, catalogue", "table, unstable", "63.5, 635", "1.5, 15", "ring, monitoring", "neuer, neu"})
    void otherWordShouldNotBeFound(String query, String text) {
        assertThat(finds(query, text)).isFalse();
    }

    @Test
    void wordsOfEachSentenceShouldNotCount() {
        assertThat(WordAnalysis.ofQuery("Who is the buyer of the desk?").whole())
                .containsExactly("buyer", "desk");
        assertThat(WordAnalysis.ofQuery("Wer hat die Tische bestellt?").whole()).containsExactly("tisch", "bestellt");
        assertThat(WordAnalysis.ofQuery("Quelles sont les commandes ?").whole()).containsExactly("command");
    }

    @ParameterizedTest
    @CsvSource({
        "blue bin, bin",
        "Where is the blue bin?, bin",
        "watering can, can",
        "Where is the watering can?, can",
        "Who gives IT support?, it",
        "it support, it",
        "tool and die, die",
        "Mais Samen, mais",
        "straw hat, hat",
        "fur coat, fur",
    })
    void wordThatNamesAThingShouldCount(String query, String word) {
        assertThat(WordAnalysis.ofQuery(query).whole()).contains(Stems.of(word));
    }

    @ParameterizedTest
    @CsvSource({
        "Which desk can I use?, can",
        "Where is it now?, it",
        "Wie hat der Kunde die Ware bestellt?, hat",
        "Wer war der Kunde?, war",
        "WHO IS IT FOR NOW, it",
    })
    void sameWordShouldNotCountInASentenceOfItsLanguage(String query, String word) {
        assertThat(WordAnalysis.ofQuery(query).whole()).doesNotContain(Stems.of(word));
    }

    @Test
    void queryOfNothingElseShouldKeepThem() {
        assertThat(WordAnalysis.ofQuery("The Who").whole()).containsExactly("the", "who");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "\"*()-:^", "\u0000", "\uD83D\uDE00", "\uD800"})
    void textWithoutWordsShouldHaveNoTerms(String text) {
        assertThat(WordAnalysis.ofText(text).isEmpty()).isTrue();
        assertThat(WordAnalysis.ofQuery(text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NEAR(\"a\" OR b*)", "a' ; DROP TABLE point; --", "Ünïcödé ﬁ ½ ²", "日本語のテキスト", "Ελληνικά привет"
            })
    void termsShouldBeLettersAndDigits(String text) {
        WordTerms terms = WordAnalysis.ofText(text);
        assertThat(terms.whole()).isNotEmpty().allMatch(term -> term.matches("[\\p{L}\\p{Nd}]+"));
        assertThat(terms.parts()).allMatch(term -> term.matches("[\\p{L}\\p{Nd}]+"));
        assertThat(terms.whole())
                .isEqualTo(WordAnalysis.ofText(text.toUpperCase(java.util.Locale.ROOT))
                        .whole());
    }

    @Test
    void scriptWithoutSpacesShouldBeFoundByPairs() {
        assertThat(findsWhole("東京", "株式会社東京商事")).isTrue();
        assertThat(findsWhole("大阪", "株式会社東京商事")).isFalse();
        assertThat(findsWhole("茶", "茶")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ケーブル, USBケーブル 2m",
        "usb, USBケーブル 2m",
        "手机壳, iPhone手机壳",
        "桌, 办公桌",
        "办公桌, 桌",
        "E-COM07, 型番E-COM07",
        "의자, 사무용의자",
        "3, 第3回",
    })
    void scriptWithoutSpacesShouldBeFoundInWordsOfSeveralScripts(String query, String text) {
        assertThat(finds(query, text)).isTrue();
    }

    /** Of a hundred thousand tokens, as one chunk may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {"DE-", "a", "9", "a.", "9.", "'", "a\u2011", "桌", "桌a", "ü_", "e\u0301", "\uD835\uDD38-", " "})
    void textOfAnyLengthShouldBeAnalysed(String part) {
        String text = part.repeat(30_000);
        assertThat(WordAnalysis.ofText(text + " screen").whole()).contains(Stems.of("screen"));
        assertThat(WordAnalysis.ofQuery("screen " + text).whole())
                .contains(Stems.of("screen"))
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void pastedTextShouldBeCut() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("wordnumber").append(i).append(' ');
        }
        assertThat(WordAnalysis.ofQuery(text.toString()).whole()).hasSize(64);
        assertThat(WordAnalysis.ofQuery(text.toString()).parts()).hasSizeLessThanOrEqualTo(64);
    }
}
