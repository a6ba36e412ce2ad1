package io.syncline.embedding.http;

import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The endpoint that an embedder sends its requests to.
 *
 * @param service the name of the service in messages, such as {@code Voyage AI}
 * @param url the complete URL of the requests
 * @param apiKey the key to send, or empty for a server without keys
 * @param fingerprint the model and its dimension
 * @param limits what one request may hold, in tokens by {@link TokenEstimate}
 * @param dimensionRequested whether requests name the dimension. If so, a response with another dimension is a fault of
 *     the service; otherwise the embedder is configured with a wrong dimension
 * @param deadline how long a request may take until its response is complete
 */
public record EmbeddingEndpoint(
        String service,
        URI url,
        Optional<ApiKey> apiKey,
        EmbedderFingerprint fingerprint,
        EmbedderLimits limits,
        boolean dimensionRequested,
        Duration deadline) {

    /**
     * Checks the deadline.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public EmbeddingEndpoint {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline must be positive, not " + deadline);
        }
    }

    int dimension() {
        return fingerprint.dimension();
    }

    /** Removes the API key from a text that the service or the JDK wrote. */
    String scrub(String text) {
        return apiKey.map(key -> key.scrub(text)).orElse(text);
    }
}
