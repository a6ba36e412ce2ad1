package io.syncline.onnx;

import static org.assertj.core.api.Assertions.within;

import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import org.assertj.core.data.Offset;

class OnnxEmbedderContractTest implements EmbedderContract {

    private final OnnxEmbedder embedder = OnnxEmbedder.builder().threads(2).build();

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }

    @Override
    public Offset<Double> arithmetic() {
        return within(1e-12);
    }
}
