package io.syncline.cli.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What makes vectors. */
public sealed interface EmbedderConfig {

    /** The model that comes with Syncline and runs in this process. */
    record Onnx() implements EmbedderConfig {}

    /**
     * Voyage AI.
     *
     * @param apiKey the key
     * @param service where and how it is asked
     * @param model the model, or empty for the adapter's choice
     * @param tier {@code free}, {@code 1}, {@code 2} or {@code 3}, or empty for the adapter's choice
     */
    record Voyage(Secret apiKey, Service service, Optional<String> model, Optional<String> tier)
            implements EmbedderConfig {}

    /**
     * Any server with the embeddings endpoint of OpenAI.
     *
     * @param apiKey the key, or empty to send none
     * @param service where and how it is asked
     * @param model the model
     * @param server what the server can do
     */
    record OpenAi(Optional<Secret> apiKey, Service service, String model, Server server) implements EmbedderConfig {}

    /**
     * Where and how a service is asked. What is empty is the adapter's choice.
     *
     * @param baseUrl where it is
     * @param dimension numbers per vector
     * @param requestsPerMinute its quota of requests
     * @param tokensPerMinute its quota of tokens
     * @param price US dollars per million tokens
     * @param deadline how long one request may take
     */
    record Service(
            Optional<String> baseUrl,
            OptionalInt dimension,
            OptionalLong requestsPerMinute,
            OptionalLong tokensPerMinute,
            Optional<BigDecimal> price,
            Optional<Duration> deadline) {}

    /**
     * What a server of one's own can do. What is empty is the adapter's choice.
     *
     * @param requestDimension whether requests name the dimension
     * @param encoding {@code base64} or {@code float}
     * @param documentPrefix what to put before texts that are stored
     * @param queryPrefix what to put before questions
     * @param maxInputs the most texts in a request
     * @param maxTokensPerInput the most tokens in a text
     * @param maxTokensPerRequest the most tokens in a request
     * @param concurrency requests at once
     */
    record Server(
            boolean requestDimension,
            Optional<String> encoding,
            Optional<String> documentPrefix,
            Optional<String> queryPrefix,
            OptionalInt maxInputs,
            OptionalInt maxTokensPerInput,
            OptionalInt maxTokensPerRequest,
            OptionalInt concurrency) {}
}
