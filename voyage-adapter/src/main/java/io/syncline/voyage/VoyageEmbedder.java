package io.syncline.voyage;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbedderQuota;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import io.syncline.core.port.Metered;
import io.syncline.http.ApiKey;
import io.syncline.http.EmbeddingClient;
import io.syncline.http.EmbeddingService;
import io.syncline.http.ServiceBuilder;
import io.syncline.http.TokenEstimate;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Embeds with the models of Voyage AI, over its HTTP API or the same one at MongoDB.
 *
 * <p>Vectors have length 1. Texts to be stored and questions are told apart, as the models expect. Nothing is cut: the
 * service is asked not to truncate, and a text beyond the model's context is refused. Tokens are estimated rather too
 * high, since the tokenizer is not at hand; what the service counted is in each result.
 *
 * <p>{@link #quota()} tells what the account may send, by its tier or by explicit numbers; the engine keeps to it. The
 * embedder itself neither waits nor repeats anything.
 *
 * <p>Thread-safe.
 */
public final class VoyageEmbedder implements Embedder, Metered {

    /** What an account may send, by how much was ever paid for. See the limits page of the service. */
    public enum Tier {
        /** No payment method: 3 requests and 10,000 tokens a minute. */
        FREE,
        /** A payment method is on file. */
        TIER_1,
        /** At least 100 US dollars were paid: twice the first tier. */
        TIER_2,
        /** At least 1,000 US dollars were paid: three times the first tier. */
        TIER_3
    }

    private static final String DEFAULT_MODEL = "voyage-4";
    private static final int INPUTS = 1_000;
    private static final int CONCURRENCY = 32;
    private static final double EXPECTED_RATIO = 0.9;

    private final VoyageModel model;
    private final EmbeddingService service;
    private final EmbedderQuota quota;
    private final EmbeddingClient client;

    private VoyageEmbedder(VoyageModel model, EmbeddingService service, EmbedderQuota quota) {
        this.model = model;
        this.service = service;
        this.quota = quota;
        this.client = new EmbeddingClient(service);
    }

    /**
     * Starts with the defaults: the model voyage-4 with 1024 numbers per vector, the quota of the first tier.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return service.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return service.limits();
    }

    @Override
    public EmbedderQuota quota() {
        return quota;
    }

    /** Goes by public tokenizers and what the service says of its own, see docs/voyage.md; its own is not at hand. */
    @Override
    public double expectedRatio() {
        return EXPECTED_RATIO;
    }

    /**
     * When the model stops working.
     *
     * @return the last day of a model that is on its way out, as a date; empty for a current model
     */
    public Optional<String> retired() {
        return Optional.ofNullable(model.retired());
    }

    @Override
    public int tokens(String text) {
        return TokenEstimate.of(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", model.name());
        parameters.put("input_type", type.name().toLowerCase(Locale.ROOT));
        parameters.put("truncation", false);
        parameters.put("encoding_format", "base64");
        if (!model.fixed()) {
            parameters.put("output_dimension", service.fingerprint().dimension());
        }
        return client.embed(texts, parameters);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Collects the settings of a {@link VoyageEmbedder}. Only the key has no default. Not thread-safe. */
    public static final class Builder extends ServiceBuilder<Builder> {

        private VoyageModel model = VoyageModel.of(DEFAULT_MODEL);
        private Tier tier = Tier.TIER_1;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The key. One that begins with {@code al-} belongs to MongoDB, which is then asked unless another base URL is
         * set.
         *
         * @param value the key
         * @return this builder
         * @throws IllegalArgumentException if it cannot be a key
         */
        @Override
        public Builder apiKey(String value) {
            return super.apiKey(value);
        }

        /**
         * The model, {@code voyage-4} unless set.
         *
         * @param value its name
         * @return this builder
         * @throws IllegalArgumentException if it is not a text model of Voyage AI; the message names those
         */
        public Builder model(String value) {
            model = VoyageModel.of(value);
            return this;
        }

        /**
         * The tier of the account, which sets the quota where no numbers are given; the first unless set.
         *
         * @param value the tier
         * @return this builder
         */
        public Builder tier(Tier value) {
            tier = value;
            return this;
        }

        /**
         * Makes the embedder. Nothing is sent yet.
         *
         * @return the embedder; to be closed
         * @throws IllegalStateException if there is no key
         * @throws IllegalArgumentException if the model cannot give the dimension, or a number is out of range
         */
        public VoyageEmbedder build() {
            ApiKey key = apiKey().orElseThrow(() -> new IllegalStateException("The API key of Voyage AI is missing"));
            URI url = baseUrl().orElseGet(() -> VoyageHosts.of(key));
            EmbedderQuota usual = EmbedderQuota.builder()
                    .from(VoyageTiers.quota(model, tier))
                    .pricePerMillionTokens(model.price().map(list -> list.multiply(VoyageHosts.surcharge(url))))
                    .build();
            return new VoyageEmbedder(model, service(key, url), quota(usual));
        }

        private EmbeddingService service(ApiKey key, URI url) {
            int dimension = model.requireDimension(dimension().orElse(model.defaultDimension()));
            return new EmbeddingService(
                    "Voyage AI",
                    url,
                    Optional.of(key),
                    new EmbedderFingerprint("voyage", model.name(), dimension, ""),
                    new EmbedderLimits(INPUTS, model.tokensPerRequest(), model.contextTokens(), CONCURRENCY),
                    !model.fixed(),
                    deadline());
        }
    }
}
