package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.PortMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryEmbedderTest {

    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(64).build();

    @Test
    void vectorShouldHaveLengthOne() {
        assertThat(dot(embed("Blue bicycle"), embed("Blue bicycle"))).isCloseTo(1, within(1e-6));
    }

    @Test
    void textsThatShareWordsShouldBeNearEachOther() {
        Embedding query = embed("order a coffee machine");
        assertThat(dot(query, embed("Coffee machine, large")))
                .isGreaterThan(dot(query, embed("Bridge over the river")) + 0.2);
    }

    @Test
    void vectorShouldDifferWhenOnlyTheOrderOfWordsDoes() {
        assertThat(embed("red car blue house")).isNotEqualTo(embed("blue car red house"));
    }

    @Test
    void vectorShouldNeverChange() {
        Embedding vector = InMemoryEmbedder.builder()
                .dimension(3)
                .build()
                .embed(List.of("Stable"), InputType.QUERY)
                .embeddings()
                .get(0);
        assertThat(vector).isEqualTo(Embedding.of(-0.993795f, -0.08983926f, 0.06557739f));
    }

    @Test
    void vectorShouldDependOnTheModel() {
        InMemoryEmbedder other =
                InMemoryEmbedder.builder().model("other").dimension(64).build();
        assertThat(other.fingerprint()).isEqualTo(new EmbedderFingerprint("memory", "other", 64, ""));
        Embedding vector =
                other.embed(List.of("bicycle"), InputType.DOCUMENT).embeddings().get(0);
        assertThat(dot(vector, embed("bicycle"))).isLessThan(0.5);
    }

    @Test
    void workShouldBeCounted() {
        embedder.embed(List.of("one two", "three, four!"), InputType.DOCUMENT);
        assertThatThrownBy(() -> embedder.embed(List.of(" "), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class);
        assertThat(embedder.calls().of(PortMethod.EMBEDDER_EMBED)).isEqualTo(2);
        assertThat(embedder.embeddedTexts()).isEqualTo(2);
        assertThat(embedder.embeddedTokens()).isEqualTo(6);
    }

    @Test
    void tokensShouldBeCountedAsConfigured() {
        InMemoryEmbedder quarters = InMemoryEmbedder.builder()
                .tokenizer(text -> (text.length() + 3) / 4)
                .limits(new EmbedderLimits(2, 5, 3, 1))
                .build();
        assertThat(quarters.tokens("123456789")).isEqualTo(3);
        assertThat(quarters.embed(List.of("123456789"), InputType.DOCUMENT).tokens())
                .isEqualTo(3);
        assertThatThrownBy(() -> quarters.embed(List.of("1234567890123"), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("4 tokens");
        assertThatThrownBy(() -> quarters.embed(List.of("123456789", "123456789"), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("6 tokens");
    }

    private Embedding embed(String text) {
        return embedder.embed(List.of(text), InputType.DOCUMENT).embeddings().get(0);
    }

    private static double dot(Embedding a, Embedding b) {
        double dot = 0;
        for (int i = 0; i < a.dimension(); i++) {
            dot += (double) a.at(i) * b.at(i);
        }
        return dot;
    }
}
