package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of embedders fails for embedders with one defect. */
class EmbedderContractFailsTest {

    abstract static class Broken implements EmbedderContract {

        private final Embedder embedder =
                broken(InMemoryEmbedder.builder().dimension(8).build());

        abstract Embedder broken(Embedder embedder);

        @Override
        public EmbedderFixture fixture() {
            return () -> embedder;
        }
    }

    static class CutsLongTexts extends Broken {
        @Override
        Embedder broken(Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    try {
                        return embedder.embed(texts, type);
                    } catch (RejectedException e) {
                        return embedder.embed(
                                texts.stream()
                                        .map(text -> text.substring(0, Math.min(10, text.length())))
                                        .toList(),
                                type);
                    }
                }
            };
        }
    }

    static class SortsTheBatch extends Broken {
        @Override
        Embedder broken(Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    List<String> sorted = new ArrayList<>(texts);
                    sorted.sort(Comparator.comparingInt(String::length));
                    return embedder.embed(sorted, type);
                }
            };
        }
    }

    static class DependsOnTheBatch extends Broken {
        @Override
        Embedder broken(Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    EmbeddingResult result = embedder.embed(texts, type);
                    return new EmbeddingResult(
                            result.embeddings().stream()
                                    .map(vector -> padded(vector, texts.size()))
                                    .toList(),
                            result.tokens());
                }
            };
        }

        private static Embedding padded(Embedding vector, int texts) {
            float[] values = vector.toArray();
            values[0] += 0.05f * texts;
            return Embedding.of(values);
        }
    }

    static class CountsTooFewTokens extends Broken {
        @Override
        Embedder broken(Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    EmbeddingResult result = embedder.embed(texts, type);
                    return new EmbeddingResult(result.embeddings(), result.tokens() + 1);
                }
            };
        }
    }

    @Test
    void contractShouldFailWhenLongTextsAreCut() {
        assertThat(ContractRun.of(CutsLongTexts.class).failed()).contains("embedShouldRefuseATextBeyondTheLimit");
    }

    @Test
    void contractShouldFailWhenTheOrderIsLost() {
        assertThat(ContractRun.of(SortsTheBatch.class).failed())
                .contains("embedShouldGiveOneVectorPerTextInTheirOrder");
    }

    @Test
    void contractShouldFailWhenVectorsDependOnTheBatch() {
        assertThat(ContractRun.of(DependsOnTheBatch.class).failed())
                .contains("sameTextShouldGiveTheSameVectorWhateverTheBatch");
    }

    @Test
    void contractShouldFailWhenTokensAreCountedOtherwiseThanBilled() {
        assertThat(ContractRun.of(CountsTooFewTokens.class).failed()).containsExactly("resultShouldReportTheTokens");
    }
}
