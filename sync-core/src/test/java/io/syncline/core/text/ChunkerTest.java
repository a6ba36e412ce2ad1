package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkerTest {

    /** One token per word. */
    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static List<String> chunks(String text, int most, int overlap) {
        return new Chunker(ChunkerTest::words, most, overlap)
                .chunks(text).stream().map(Chunk::text).toList();
    }

    @Test
    void shortTextShouldBeOneChunk() {
        assertThat(new Chunker(ChunkerTest::words, 5, 0).chunks("one two three"))
                .containsExactly(new Chunk("one two three", 3));
    }

    @Test
    void textShouldBeCutBetweenSentences() {
        assertThat(chunks("One two. Three four five. Six.", 4, 0)).containsExactly("One two.", "Three four five. Six.");
    }

    @Test
    void consecutiveChunksShouldShareTheLastSentencesThatFitTheOverlap() {
        assertThat(chunks("One two. Three. Four five six.", 4, 1))
                .containsExactly("One two. Three.", "Three. Four five six.");
    }

    @Test
    void listAfterAQuestionShouldBelongToIt() {
        assertThat(chunks("One two.\nHow often?, once, twice.\nThree four. Five.", 6, 4))
                .containsExactly(
                        "One two.\nHow often?, once, twice.",
                        "How often?, once, twice.\nThree four.",
                        "Three four. Five.");
    }

    @Test
    void longSentenceShouldBeCutBetweenWords() {
        assertThat(chunks("one two three four five", 2, 0)).containsExactly("one two", "three four", "five");
    }

    @Test
    void longWordShouldBeHalvedBetweenCodePoints() {
        List<Chunk> chunks = new Chunker(String::length, 4, 0).chunks("aaaa\uD83D\uDE00bbbb");

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.tokens()).isLessThanOrEqualTo(4));
        assertThat(String.join("", chunks.stream().map(Chunk::text).toList())).isEqualTo("aaaa\uD83D\uDE00bbbb");
    }

    @Test
    void lineShouldEndASentence() {
        assertThat(chunks("one two\nthree four", 3, 0)).containsExactly("one two", "three four");
    }

    @ParameterizedTest
    @CsvSource({
        "Thai,\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a\u0e19\u0e49\u0e33\u0e43\u0e08\u0e40\u0e01\u0e48\u0e32",
        "Khmer,\u1781\u17d2\u1789\u17bb\u17c6\u179f\u17d2\u179a\u179b\u17b6\u1789\u17cb\u1797\u17b6\u179f\u17b6\u1781\u17d2\u1798\u17c2\u179a",
        "Burmese,\u1019\u103c\u1014\u103a\u1019\u102c\u1018\u102c\u101e\u102c\u1005\u1000\u102c\u1038",
        "Hindi,\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f\u0938\u094d\u0924\u0947",
        "accents,e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
        "Hangul,\u1112\u1161\u11ab\u1100\u1173\u11af\uac00\u11a8\uac01\u1112\u1161\u11ab",
        "families,\ud83d\udc69\u200d\ud83d\udc67\ud83d\udc69\u200d\ud83d\udc67\ud83d\udc69\u200d\ud83d\udc67",
        "flags,\ud83c\udde9\ud83c\uddea\ud83c\uddeb\ud83c\uddf7\ud83c\uddea\ud83c\uddf8\ud83c\uddee\ud83c\uddf9",
        "keycaps,1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3",
        "skin,\ud83d\udc4d\ud83c\udffd\ud83d\udc4d\ud83c\udffd\ud83d\udc4d\ud83c\udffd",
    })
    void letterShouldNeverBeCutFromItsMarks(String name, String text) {
        for (int most = 6; most < text.length(); most++) {
            List<String> chunks = new Chunker(String::length, most, 0)
                    .chunks(text).stream().map(Chunk::text).toList();

            assertThat(String.join("", chunks)).as("%s by %d", name, most).isEqualTo(text);
            for (String chunk : chunks.subList(1, chunks.size())) {
                assertThat(chunk.codePointAt(0))
                        .as("%s by %d: %s", name, most, chunks)
                        .satisfies(first -> {
                            assertThat(GraphemeBoundaries.isMark(first)).isFalse();
                            assertThat(first).isNotIn(0x0E33, 0x200D, 0x1F3FD, 0x1161, 0x11AB, 0x11A8);
                        });
            }
            for (String chunk : chunks) {
                int last = chunk.codePointBefore(chunk.length());
                assertThat(last).as("%s by %d: %s", name, most, chunks).isNotIn(0x17D2, 0x094D, 0x200D, 0x0E40, 0x0E43);
                assertThat(chunk.codePoints()
                                        .filter(point -> point >= 0x1F1E6 && point <= 0x1F1FF)
                                        .count()
                                % 2)
                        .isZero();
            }
        }
    }

    @Test
    void letterOfTooManyMarksShouldBeCutWithinTheLimit() {
        String text = "a" + "\u0301".repeat(5_000);
        List<Chunk> chunks = new Chunker(String::length, 100, 0).chunks(text);

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.tokens()).isLessThanOrEqualTo(100));
        assertThat(String.join("", chunks.stream().map(Chunk::text).toList())).isEqualTo(text);
    }

    @Test
    void chunkShouldBeLeftOutWhenItShowsNothing() {
        assertThat(chunks("one two\n\u200c \u200c \u200c\nthree four", 2, 0)).containsExactly("one two", "three four");
    }

    private static List<String> chunks(int most, String title, TextSection... sections) {
        List<Chunk> chunks =
                new Chunker(ChunkerTest::words, most, 0).chunks(new DocumentText(title, List.of(sections)));
        assertThat(chunks)
                .allSatisfy(chunk ->
                        assertThat(chunk.tokens()).isLessThanOrEqualTo(most).isEqualTo(words(chunk.text())));
        return chunks.stream().map(Chunk::text).toList();
    }

    @Test
    void laterChunkShouldOpenWithTitleAndSection() {
        TextSection head = new TextSection("", "Contract: Rent\nPartner: Azure", false);
        TextSection terms =
                new TextSection("Terms", "Terms: one two three four five six. Seven eight nine ten.", false);

        assertThat(chunks(12, "Contract Rent", head, terms))
                .containsExactly(
                        "Contract: Rent\nPartner: Azure\nTerms: one two three four five six.",
                        "Contract Rent, Terms\nSeven eight nine ten.");
    }

    @Test
    void chunkShouldEndBeforeAHeadingAndNameIt() {
        TextSection text =
                new TextSection("", "One two three. Four five six.\n# Warranty\nseven eight nine ten", false);

        assertThat(chunks(9, "Door", text))
                .containsExactly("One two three. Four five six.", "Door, Warranty\n# Warranty\nseven eight nine ten");
    }

    @Test
    void openingShouldBeLeftOutWhenItWouldTakeTooMuch() {
        TextSection text = new TextSection("", "One two three four. Five six seven eight.", false);

        assertThat(chunks(6, "A title of many words", text))
                .containsExactly("One two three four.", "Five six seven eight.");
    }

    @Test
    void sectionApartShouldFormChunksOfItsOwn() {
        TextSection head = new TextSection("", "Task: Paint", false);
        TextSection messages = new TextSection("Messages", "# 2026-01-02, Ina\nAll done.", true);

        assertThat(chunks(40, "Task Paint", head, messages))
                .containsExactly("Task: Paint", "Task Paint, Messages, 2026-01-02, Ina\n# 2026-01-02, Ina\nAll done.");
    }
}
