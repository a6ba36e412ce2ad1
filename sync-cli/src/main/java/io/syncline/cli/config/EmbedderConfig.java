package io.syncline.cli.config;

import java.util.Optional;
import java.util.OptionalInt;

/** What makes vectors. */
public sealed interface EmbedderConfig {

    /** The model that comes with Syncline and runs in this process. */
    record Onnx() implements EmbedderConfig {}

    /**
     * Voyage AI.
     *
     * @param apiKey the key
     * @param baseUrl where the service is, or empty for Voyage's own address
     * @param model the model, or empty for the adapter's choice
     * @param dimension numbers per vector, or empty for the model's default
     */
    record Voyage(Secret apiKey, Optional<String> baseUrl, Optional<String> model, OptionalInt dimension)
            implements EmbedderConfig {}
}
