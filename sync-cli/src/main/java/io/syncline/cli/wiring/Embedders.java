package io.syncline.cli.wiring;

import io.syncline.cli.config.EmbedderConfig;
import io.syncline.core.port.Embedder;

final class Embedders {

    private Embedders() {}

    static Embedder open(EmbedderConfig config) {
        if (config instanceof EmbedderConfig.Voyage voyage) {
            return VoyageEmbedders.open(voyage);
        }
        return config instanceof EmbedderConfig.OpenAi openAi ? OpenAiEmbedders.open(openAi) : OnnxEmbedders.open();
    }
}
