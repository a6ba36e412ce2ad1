package io.syncline.http;

import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An embedding service as an adapter sees it.
 *
 * @param name what people call it, such as {@code Voyage AI}
 * @param baseUrl what its endpoints are below, see {@link ServiceUrl}
 * @param key the key to send, or empty for a service without keys
 * @param fingerprint whose vectors, and how many numbers each has
 * @param limits what one request may hold, in tokens by {@link TokenEstimate}
 * @param dimensionRequested whether requests name the dimension; if so another one in an answer is a slip of the
 *     service, if not it is a wrong setting
 * @param deadline how long one request may take until its answer is complete
 */
public record EmbeddingService(
        String name,
        URI baseUrl,
        Optional<ApiKey> key,
        EmbedderFingerprint fingerprint,
        EmbedderLimits limits,
        boolean dimensionRequested,
        Duration deadline) {

    /**
     * Checks the deadline.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public EmbeddingService {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline must be positive, not " + deadline);
        }
    }

    URI endpoint() {
        return URI.create(baseUrl + "/embeddings");
    }

    String scrub(String text) {
        return key.map(secret -> secret.scrub(text)).orElse(text);
    }

    int dimension() {
        return fingerprint.dimension();
    }
}
