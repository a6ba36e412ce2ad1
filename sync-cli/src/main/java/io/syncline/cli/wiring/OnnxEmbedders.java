package io.syncline.cli.wiring;

import io.syncline.core.port.Embedder;
import io.syncline.onnx.OnnxEmbedder;

final class OnnxEmbedders {

    private OnnxEmbedders() {}

    static Embedder open() {
        OnnxEmbedder.Builder builder = OnnxEmbedder.builder();
        return new LazyEmbedder(builder.fingerprint(), builder.limits(), builder::build);
    }
}
