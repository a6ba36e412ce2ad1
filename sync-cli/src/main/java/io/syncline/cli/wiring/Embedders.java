package io.syncline.cli.wiring;

import io.syncline.cli.config.EmbedderConfig;
import io.syncline.core.port.Embedder;

final class Embedders {

    private Embedders() {}

    static Embedder open(EmbedderConfig config) {
        return config instanceof EmbedderConfig.Voyage voyage ? VoyageEmbedders.open(voyage) : OnnxEmbedders.open();
    }
}
