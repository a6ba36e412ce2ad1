package io.syncline.enginetests.acceptance;

import io.syncline.core.adapter.embedding.ModelEmbedder;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.adapter.embedding.TextModel;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.List;
import java.util.OptionalLong;

/** The embedder over models of other libraries, whose limits are declared and not the model's. */
class ModelEmbedderContractTest implements EmbedderContract {

    private final InMemoryEmbedder model = InMemoryEmbedder.builder()
            .limits(new EmbedderLimits(1_000, 1_000_000, 100_000, 8))
            .build();

    private final Embedder embedder = new ModelEmbedder(
            ModelFacts.builder()
                    .model("test", "hashed-words", 16)
                    .limits(new EmbedderLimits(20, 2_000, 500, 8))
                    .tokenCounter(model::tokens)
                    .build(),
            this::answer);

    private TextModel.Answer answer(List<String> texts, InputType type) {
        EmbeddingResult result = model.embed(texts, type);
        return new TextModel.Answer(
                result.embeddings().stream().map(Embedding::toArray).toList(), OptionalLong.of(result.tokens()));
    }

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }
}
