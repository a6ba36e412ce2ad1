package io.syncline.voyage;

import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.InputType;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.EmbeddingList;
import io.syncline.embedding.http.EmbeddingListReader;
import io.syncline.embedding.http.HttpEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Embeds with the text models of Voyage AI, through its own API or that of MongoDB.
 *
 * <p>Vectors have length 1. Requests state whether texts are documents or queries, as the models expect. Texts are never
 * truncated: a text that exceeds the context of the model is refused. Token counts are estimates on the high side, since
 * the tokenizer is not available; each result holds the count of the service.
 *
 * <p>{@link #quota()} is what the account may send, by its tier or by explicit settings. The engine respects it; the
 * embedder itself neither waits nor retries.
 *
 * <p>Thread-safe.
 */
public final class VoyageEmbedder extends HttpEmbedder {

    private static final double EXPECTED_RATIO = 0.9;

    private final VoyageModel model;

    VoyageEmbedder(VoyageModel model, EmbeddingEndpoint endpoint, EmbedderQuota quota) {
        super(endpoint, quota);
        this.model = model;
    }

    /**
     * Starts with the defaults: model {@code voyage-4}, dimension 1024, rate limits of tier 1.
     *
     * @return a new builder
     */
    public static VoyageEmbedderBuilder builder() {
        return new VoyageEmbedderBuilder();
    }

    /** Derived from public tokenizers and from what Voyage AI publishes about its own, see docs/voyage.md. */
    @Override
    public double expectedRatio() {
        return EXPECTED_RATIO;
    }

    /**
     * The date on which Voyage AI switches the model off.
     *
     * @return an ISO date for a legacy model; empty for an active one
     */
    public Optional<String> retired() {
        return Optional.ofNullable(model.retirement());
    }

    @Override
    protected Map<String, Object> requestBody(List<String> inputs, InputType type) {
        Map<String, Object> body = new HashMap<>();
        body.put("model", model.name());
        body.put("input", inputs);
        body.put("input_type", type.name().toLowerCase(Locale.ROOT));
        body.put("truncation", false);
        body.put("encoding_format", "base64");
        if (!model.fixed()) {
            body.put("output_dimension", fingerprint().dimension());
        }
        return body;
    }

    @Override
    protected EmbeddingList readResponse(InputStream body, int inputs) throws IOException {
        return new EmbeddingListReader(inputs, fingerprint().dimension()).read(body);
    }
}
