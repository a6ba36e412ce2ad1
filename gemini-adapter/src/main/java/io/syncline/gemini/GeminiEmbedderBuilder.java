package io.syncline.gemini;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.HttpEmbedderBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a {@link GeminiEmbedder}. Only the API key is required. Not thread-safe. */
public final class GeminiEmbedderBuilder extends HttpEmbedderBuilder<GeminiEmbedderBuilder> {

    private static final String VERSION = "/v1beta";
    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com" + VERSION);
    private static final int LEAST_DIMENSION = 128;
    private static final int DIMENSION = 3_072;
    private static final int MOST_INPUTS = 100;
    private static final int LEAST_REQUESTS = 10;
    private static final int TOKENS_PER_REQUEST = 20_000;
    private static final int CONCURRENCY = 8;

    private final Setting<GeminiModel> model = Setting.named("model");

    GeminiEmbedderBuilder() {
        super(VERSION);
    }

    @Override
    protected GeminiEmbedderBuilder self() {
        return this;
    }

    /**
     * The model. {@code gemini-embedding-2} by default.
     *
     * @param name its name, without {@code models/}
     * @return this builder
     * @throws IllegalArgumentException if it is not known; the message lists those that are
     */
    public GeminiEmbedderBuilder model(String name) {
        model.set(GeminiModel.of(requireNonNull(name, "model")));
        return this;
    }

    /**
     * The dimension of the vectors. Google recommends 768, 1536 and 3072, which is the default.
     *
     * @param value from 128 to 3072
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @Override
    public GeminiEmbedderBuilder dimension(int value) {
        if (value < LEAST_DIMENSION || value > DIMENSION) {
            throw new IllegalArgumentException(
                    "'dimension' must be from " + LEAST_DIMENSION + " to " + DIMENSION + ", but is " + value);
        }
        return super.dimension(value);
    }

    /**
     * Builds the embedder. It sends nothing yet.
     *
     * @return the embedder; to be closed
     * @throws IllegalStateException if the API key is missing
     */
    public GeminiEmbedder build() {
        Setting.require("A Gemini embedder", apiKey());
        GeminiModel chosen = model.or(GeminiModel.DEFAULT);
        EmbedderQuota account = quota(EmbedderQuota.builder()
                .pricePerMillionTokens(Optional.of(chosen.price()))
                .build());
        int inputs = inputs(account.requestsPerMinute());
        EmbeddingEndpoint endpoint = new EmbeddingEndpoint(
                "Gemini",
                URI.create(baseUrl().or(GOOGLE) + "/models/" + chosen.name() + ":batchEmbedContents"),
                apiKey().optional().map(key -> key.inHeader("x-goog-api-key")),
                new EmbedderFingerprint(
                        "gemini",
                        chosen.name(),
                        dimension().or(DIMENSION),
                        chosen.prefixes().document().strip()),
                new EmbedderLimits(inputs, TOKENS_PER_REQUEST, chosen.contextTokens(), CONCURRENCY),
                true,
                deadline());
        return new GeminiEmbedder(chosen, endpoint, perRequest(account, inputs));
    }

    /** Google counts each text as a request, so a small limit is divided into several requests a minute. */
    private static int inputs(OptionalLong textsPerMinute) {
        return (int) Math.max(1, Math.min(MOST_INPUTS, textsPerMinute.orElse(Long.MAX_VALUE) / LEAST_REQUESTS));
    }

    private static EmbedderQuota perRequest(EmbedderQuota account, int inputs) {
        EmbedderQuota.Builder quota = EmbedderQuota.builder().from(account);
        account.requestsPerMinute().ifPresent(texts -> quota.requestsPerMinute(texts / inputs));
        return quota.build();
    }
}
