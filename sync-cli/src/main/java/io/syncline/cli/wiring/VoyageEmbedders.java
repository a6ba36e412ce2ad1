package io.syncline.cli.wiring;

import io.syncline.cli.config.EmbedderConfig;
import io.syncline.core.port.Embedder;

final class VoyageEmbedders {

    private VoyageEmbedders() {}

    @SuppressWarnings("DoNotCallSuggester")
    static Embedder open(EmbedderConfig.Voyage config) {
        throw new IllegalArgumentException("the embedder voyage is not part of this build");
    }
}
