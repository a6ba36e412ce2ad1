package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Vectors: one per text, in order, the same for the same text. */
public interface EmbedderVectorsContract extends Contract<EmbedderFixture> {

    /**
     * The tolerance between two vectors of one text, for the floating-point arithmetic of the model.
     *
     * @return a difference of the cosine from 1; a ten-thousandth unless overridden
     */
    default Offset<Double> arithmetic() {
        return within(1e-4);
    }

    @Test
    default void embedShouldGiveOneVectorPerTextInTheirOrder() {
        Embedder embedder = fixture().embedder();
        List<String> texts = EmbedderTexts.UNLIKE;
        List<Embedding> together = EmbedderTexts.embedAll(embedder, texts);
        assertThat(together).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            Embedding alone = EmbedderTexts.embed(embedder, texts.get(i));
            for (int j = 0; j < texts.size(); j++) {
                double cosine = EmbedderTexts.cosine(alone, together.get(j));
                if (i == j) {
                    assertThat(cosine).as("text " + i + " alone and in a batch").isCloseTo(1.0, arithmetic());
                } else {
                    assertThat(cosine).as("texts " + i + " and " + j).isLessThan(0.95);
                }
            }
        }
    }

    @Test
    default void sameTextShouldGiveTheSameVectorWhateverTheBatch() {
        Embedder embedder = fixture().embedder();
        Embedding alone = EmbedderTexts.embed(embedder, "blue bicycle");
        List<String> shuffled = new ArrayList<>(EmbedderTexts.UNLIKE);
        Collections.reverse(shuffled);
        shuffled.add("blue bicycle");
        List<Embedding> together = EmbedderTexts.embedAll(embedder, shuffled);
        assertSame(together.get(1), alone);
        assertSame(together.get(4), alone);
        assertSame(EmbedderTexts.embed(embedder, "blue bicycle"), alone);
    }

    @Test
    default void embedShouldTakeAnyScript() {
        Embedder embedder = fixture().embedder();
        List<String> texts = List.of(
                "Grüße aus Köln",
                "東京都新宿区",
                "مرحبا بالعالم",
                "🚀🚀 Δοκιμή 👩‍👩‍👧",
                "two\nlines\tand\u0001a control sign");
        assertThat(EmbedderTexts.embedAll(embedder, texts)).hasSameSizeAs(texts);
    }

    @Test
    default void embedShouldServeQueriesToo() {
        Embedder embedder = fixture().embedder();
        List<Embedding> vectors =
                embedder.embed(List.of("bicycle", "coffee"), InputType.QUERY).embeddings();
        assertThat(vectors)
                .hasSize(2)
                .allMatch(vector -> vector.dimension() == embedder.fingerprint().dimension());
    }

    private void assertSame(Embedding actual, Embedding expected) {
        assertThat(EmbedderTexts.cosine(actual, expected))
                .as("cosine of one text's vectors")
                .isCloseTo(1.0, arithmetic());
    }
}
