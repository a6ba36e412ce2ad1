package io.syncline.langchain4j;

import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import java.util.Set;
import org.assertj.core.data.Offset;

/** The contract over a real model in this process, by LangChain4j's own classes. */
class LangChain4jEmbedderContractTest implements EmbedderContract {

    private static final ModelFacts FACTS = ModelFacts.builder()
            .model("langchain4j", "all-MiniLM-L6-v2-q", 384)
            .limits(new EmbedderLimits(32, 4_096, 250, 2))
            // the first and the last token of each text
            .tokenCounter(text -> TokenEstimate.of(text) + 2)
            .build();

    private final Embedder embedder = LangChain4jEmbedder.of(FACTS, new AllMiniLmL6V2QuantizedEmbeddingModel());

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }

    @Override
    public Set<Capability> lacking() {
        return Set.of(Capability.EXACT_TOKENS);
    }

    @Override
    public Offset<Double> arithmetic() {
        return within(1e-4);
    }
}
