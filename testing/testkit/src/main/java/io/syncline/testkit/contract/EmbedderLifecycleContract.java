package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads, interruption, and the end of an embedder. */
public interface EmbedderLifecycleContract extends Contract<EmbedderFixture> {

    @Test
    default void embedderShouldServeConcurrentThreads() {
        Embedder embedder = fixture().embedder();
        List<String> texts = EmbedderTexts.UNLIKE;
        List<Embedding> expected =
                texts.stream().map(text -> EmbedderTexts.embed(embedder, text)).toList();
        List<Embedding> concurrent =
                Concurrently.run(8, thread -> EmbedderTexts.embed(embedder, texts.get(thread % texts.size())));
        for (int thread = 0; thread < concurrent.size(); thread++) {
            assertThat(EmbedderTexts.cosine(concurrent.get(thread), expected.get(thread % texts.size())))
                    .as("vector of thread " + thread)
                    .isCloseTo(1.0, within(1e-3));
        }
    }

    @Test
    default void embedderShouldKeepTheInterruptFlagAndStayUsable() {
        Embedder embedder = fixture().embedder();
        Interruption.assertFlagPreserved(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT));
        assertThat(EmbedderTexts.embedAll(embedder, List.of("garden"))).hasSize(1);
    }

    @Test
    default void embedderShouldFailAfterClose() {
        Embedder embedder = fixture().embedder();
        embedder.close();
        embedder.close();
        assertThatThrownBy(() -> embedder.embed(List.of("garden"), InputType.DOCUMENT))
                .isInstanceOf(RuntimeException.class);
    }
}
