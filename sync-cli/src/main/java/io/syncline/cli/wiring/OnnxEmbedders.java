package io.syncline.cli.wiring;

import io.syncline.core.port.Embedder;
import io.syncline.onnx.OnnxEmbedder;

final class OnnxEmbedders {

    private OnnxEmbedders() {}

    static Embedder open() {
        return new LazyEmbedder(() -> OnnxEmbedder.builder().build());
    }
}
