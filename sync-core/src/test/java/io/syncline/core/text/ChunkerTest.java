package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
