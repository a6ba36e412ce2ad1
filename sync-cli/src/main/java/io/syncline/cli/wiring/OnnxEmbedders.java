package io.syncline.cli.wiring;

import io.syncline.core.port.Embedder;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.onnx.OnnxEmbedderBuilder;

final class OnnxEmbedders {

    private OnnxEmbedders() {}

    static Embedder open() {
        OnnxEmbedderBuilder builder = OnnxEmbedder.builder();
        return new LazyEmbedder(builder.fingerprint(), builder.limits(), builder::build);
    }
}
