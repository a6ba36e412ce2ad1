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
import io.syncline.http.ServiceUrl;
import io.syncline.http.TokenEstimate;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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

    private final VoyageModel model;
    private final EmbeddingService service;
    private final EmbedderQuota quota;
    private final EmbeddingClient client;

    private VoyageEmbedder(Builder builder, ApiKey key) {
        this.model = VoyageModel.of(builder.model);
        int dimension = model.requireDimension(builder.dimension.orElse(model.defaultDimension()));
        URI url = builder.baseUrl == null ? VoyageHosts.of(key) : builder.baseUrl;
        this.service = new EmbeddingService(
                "Voyage AI",
                url,
                Optional.of(key),
                new EmbedderFingerprint("voyage", model.name(), dimension, ""),
                new EmbedderLimits(INPUTS, model.tokensPerRequest(), model.contextTokens(), CONCURRENCY),
                !model.fixed(),
                builder.deadline);
        this.quota = builder.quota(model, url);
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
    public static final class Builder {

        private @Nullable ApiKey apiKey;
        private @Nullable URI baseUrl;
        private String model = DEFAULT_MODEL;
        private OptionalInt dimension = OptionalInt.empty();
        private Tier tier = Tier.TIER_1;
        private OptionalLong requestsPerMinute = OptionalLong.empty();
        private OptionalLong tokensPerMinute = OptionalLong.empty();
        private Optional<BigDecimal> price = Optional.empty();
        private Duration deadline = Duration.ofSeconds(60);

        private Builder() {}

        /**
         * The key. One that begins with {@code al-} belongs to MongoDB, which is then asked unless another base URL is
         * set.
         *
         * @param value the key
         * @return this builder
         * @throws IllegalArgumentException if it cannot be a key
         */
        public Builder apiKey(String value) {
            apiKey = ApiKey.of(value);
            return this;
        }

        /**
         * Where to ask, for proxies and for hosts of a region; by the kind of key unless set.
         *
         * @param value an address such as {@code https://eu.ai.mongodb.com/v1}
         * @return this builder
         * @throws IllegalArgumentException if it is not an http or https address
         */
        public Builder baseUrl(String value) {
            baseUrl = ServiceUrl.parse(value);
            return this;
        }

        /**
         * The model, {@code voyage-4} unless set.
         *
         * @param value its name
         * @return this builder
         * @throws IllegalArgumentException if it is not a text model of Voyage AI; the message names those
         */
        public Builder model(String value) {
            model = VoyageModel.of(value).name();
            return this;
        }

        /**
         * Numbers per vector; the model's default unless set, 1024 for most.
         *
         * @param value one of the dimensions of the model
         * @return this builder
         */
        public Builder dimension(int value) {
            dimension = OptionalInt.of(value);
            return this;
        }

        /**
         * The tier of the account, which sets the quota; the first unless set.
         *
         * @param value the tier
         * @return this builder
         */
        public Builder tier(Tier value) {
            tier = value;
            return this;
        }

        /**
         * Requests a minute, instead of those of the tier: what a project is limited to, or the share of this process.
         *
         * @param value a positive number
         * @return this builder
         */
        public Builder requestsPerMinute(long value) {
            requestsPerMinute = OptionalLong.of(value);
            return this;
        }

        /**
         * Tokens a minute, instead of those of the tier.
         *
         * @param value a positive number
         * @return this builder
         */
        public Builder tokensPerMinute(long value) {
            tokensPerMinute = OptionalLong.of(value);
            return this;
        }

        /**
         * The price, instead of the list price.
         *
         * @param value US dollars per million tokens, not negative
         * @return this builder
         */
        public Builder pricePerMillionTokens(BigDecimal value) {
            price = Optional.of(value);
            return this;
        }

        /**
         * How long one request may take, 60 s unless set.
         *
         * @param value a positive duration
         * @return this builder
         */
        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        private EmbedderQuota quota(VoyageModel chosen, URI url) {
            EmbedderQuota ofTier = VoyageTiers.quota(chosen, tier);
            EmbedderQuota.Builder quota = EmbedderQuota.builder();
            quota.requestsPerMinute(requestsPerMinute.isPresent() ? requestsPerMinute : ofTier.requestsPerMinute());
            quota.tokensPerMinute(tokensPerMinute.isPresent() ? tokensPerMinute : ofTier.tokensPerMinute());
            quota.pricePerMillionTokens(
                    price.or(() -> chosen.price().map(list -> list.multiply(VoyageHosts.surcharge(url)))));
            return quota.build();
        }

        /**
         * Makes the embedder. Nothing is sent yet.
         *
         * @return the embedder; to be closed
         * @throws IllegalStateException if there is no key
         * @throws IllegalArgumentException if the model cannot give the dimension, or a number is out of range
         */
        public VoyageEmbedder build() {
            if (apiKey == null) {
                throw new IllegalStateException("The API key of Voyage AI is missing");
            }
            return new VoyageEmbedder(this, apiKey);
        }
    }
}
