package io.syncline.springai;

import static org.assertj.core.api.Assertions.within;

import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;

/** The contract over a real model in this process, behind the interface of Spring AI. */
class SpringAiEmbedderContractTest implements EmbedderContract {

    private final OnnxEmbedder model = OnnxEmbedder.builder().threads(2).build();

    private final Embedder embedder = SpringAiEmbedder.of(
            ModelFacts.builder()
                    .model("spring-ai", "all-MiniLM-L6-v2-q", OnnxEmbedder.DIMENSION)
                    .limits(new EmbedderLimits(32, 4_096, 250, 2))
                    .tokenCounter(model::tokens)
                    .build(),
            new SpringAiModel(this::vectors));

    private List<float[]> vectors(List<String> texts) {
        return model.embed(texts, InputType.DOCUMENT).embeddings().stream()
                .map(Embedding::toArray)
                .toList();
    }

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }

    @Override
    public Offset<Double> arithmetic() {
        return within(1e-4);
    }

    @Override
    public Set<Capability> lacking() {
        return Set.of(Capability.EXACT_TOKENS);
    }
}
