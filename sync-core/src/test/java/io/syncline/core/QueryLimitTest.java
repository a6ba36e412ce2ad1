package io.syncline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLimitTest {

    @ParameterizedTest
    @CsvSource({
        "large cabinet, large cabinet",
        "large cabinets, large cabinets",
        "large cabinets here, large cabinets",
        "large cabinets herein, large cabinets",
        "Donaudampfschifffahrtsgesellschaft, Donaudampfschi",
    })
    void queryShouldEndWithTheLastWordThatFits(String query, String fitting) {
        assertThat(QueryLimit.fit(new Letters(14), query)).isEqualTo(fitting);
    }

    @Test
    void lettersOfTwoCharactersShouldNotBeSplit() {
        String letter = "\uD835\uDD38";
        assertThat(QueryLimit.fit(new Letters(5), letter.repeat(10))).isEqualTo(letter.repeat(2));
    }

    @Test
    void longQueryShouldBeCutWithinFewCounts() {
        Letters embedder = new Letters(256);
        assertThat(QueryLimit.fit(embedder, "word ".repeat(100_000))).hasSizeBetween(250, 256);
        assertThat(embedder.counts).isLessThan(30);
    }

    /** Counts each character as a token. */
    private static final class Letters implements Embedder {

        private final int limit;
        private int counts;

        Letters(int limit) {
            this.limit = limit;
        }

        @Override
        public EmbedderFingerprint fingerprint() {
            return new EmbedderFingerprint("test", "letters", 1, "");
        }

        @Override
        public EmbedderLimits limits() {
            return new EmbedderLimits(1, limit, limit, 1);
        }

        @Override
        public int tokens(String text) {
            counts++;
            return text.length();
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            throw new UnsupportedOperationException("Only counts");
        }

        @Override
        public void close() {}
    }
}
