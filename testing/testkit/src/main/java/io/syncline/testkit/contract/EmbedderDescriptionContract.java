package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An embedder's fingerprint, limits and token counts. */
public interface EmbedderDescriptionContract extends Contract<EmbedderFixture> {

    @Test
    default void fingerprintShouldStayTheSameAndHoldTheDimension() {
        Embedder embedder = fixture().embedder();
        assertThat(embedder.fingerprint()).isEqualTo(embedder.fingerprint());
        assertThat(embedder.fingerprint().provider()).isNotBlank();
        assertThat(embedder.fingerprint().model()).isNotBlank();
        assertThat(EmbedderTexts.embedAll(embedder, EmbedderTexts.UNLIKE))
                .allMatch(vector -> vector.dimension() == embedder.fingerprint().dimension());
    }

    @Test
    default void limitsShouldStayTheSame() {
        assertThat(fixture().embedder().limits()).isEqualTo(fixture().embedder().limits());
    }

    @Test
    default void tokensShouldBeCountedForAnyText() {
        Embedder embedder = fixture().embedder();
        assertThat(embedder.tokens("")).as("no text").isNotNegative();
        assertThat(embedder.tokens(" \n\t ")).as("blank").isNotNegative();
        assertThat(embedder.tokens("word")).as("one word").isPositive();
        assertThat(embedder.tokens("東京都 🚀 Grüße")).as("other scripts").isPositive();
        assertThat(embedder.tokens("word ".repeat(100)))
                .as("a hundred words")
                .isGreaterThan(embedder.tokens("word ".repeat(10)))
                .isEqualTo(embedder.tokens("word ".repeat(100)));
    }

    @Test
    default void resultShouldReportTheTokens() {
        Embedder embedder = fixture().embedder();
        List<String> texts = EmbedderTexts.UNLIKE;
        EmbeddingResult result = embedder.embed(texts, InputType.DOCUMENT);
        long counted = texts.stream().mapToLong(embedder::tokens).sum();
        if (can(Capability.EXACT_TOKENS)) {
            assertThat(result.tokens()).as("tokens, as counted before").isEqualTo(counted);
        } else {
            assertThat(result.tokens())
                    .as("tokens, estimated rather too high before")
                    .isPositive()
                    .isLessThanOrEqualTo(counted);
        }
    }
}
