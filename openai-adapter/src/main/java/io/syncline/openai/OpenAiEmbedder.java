package io.syncline.openai;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbedderQuota;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import io.syncline.core.port.Metered;
import io.syncline.http.EmbeddingClient;
import io.syncline.http.EmbeddingService;
import io.syncline.http.ServiceBuilder;
import io.syncline.http.TokenEstimate;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Embeds on any server with an endpoint like {@code /v1/embeddings} of OpenAI: OpenAI itself, or a server of one's own
 * such as vLLM, Text Embeddings Inference, llama.cpp, LocalAI or Ollama.
 *
 * <p>Servers differ in what they do with a text beyond the model's context: some refuse it, some cut it. So tell the
 * model's true context with {@link Builder#tokensPerInput(int)}; longer texts are never sent. Tokens are estimated rather
 * too high.
 *
 * <p>Thread-safe.
 */
public final class OpenAiEmbedder implements Embedder, Metered {

    private final EmbeddingService service;
    private final EmbedderQuota quota;
    private final Map<String, Object> parameters;
    private final String documentPrefix;
    private final String queryPrefix;
    private final EmbeddingClient client;

    private OpenAiEmbedder(Builder builder, EmbeddingService service, EmbedderQuota quota) {
        this.documentPrefix = builder.documentPrefix;
        this.queryPrefix = builder.queryPrefix;
        this.service = service;
        this.quota = quota;
        this.parameters = parameters(service, builder.base64);
        this.client = new EmbeddingClient(service);
    }

    private static Map<String, Object> parameters(EmbeddingService service, boolean base64) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", service.fingerprint().model());
        parameters.put("encoding_format", base64 ? "base64" : "float");
        if (service.dimensionRequested()) {
            parameters.put("dimensions", service.fingerprint().dimension());
        }
        return Map.copyOf(parameters);
    }

    /**
     * Starts with the defaults: OpenAI's own server, base64, no quota.
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

    /** Estimates, the longer of the two prefixes included. */
    @Override
    public int tokens(String text) {
        String prefix = documentPrefix.length() > queryPrefix.length() ? documentPrefix : queryPrefix;
        return TokenEstimate.of(prefix) + TokenEstimate.of(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        String prefix = type == InputType.QUERY ? queryPrefix : documentPrefix;
        List<String> sent = prefix.isEmpty()
                ? texts
                : texts.stream()
                        .map(text -> text.isBlank() ? text : prefix + text)
                        .toList();
        return client.embed(sent, parameters);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Collects the settings of an {@link OpenAiEmbedder}. Only the model has no default. Not thread-safe. */
    public static final class Builder extends ServiceBuilder<Builder> {

        private static final URI OPENAI = URI.create("https://api.openai.com/v1");
        private static final int INPUTS = 512;
        private static final int CONTEXT = 8_000;
        private static final int TOKENS_PER_REQUEST = 250_000;
        private static final int CONCURRENCY = 16;

        private @Nullable String model;
        private boolean requestDimension;
        private boolean base64 = true;
        private String documentPrefix = "";
        private String queryPrefix = "";
        private int inputs = INPUTS;
        private int tokensPerInput = CONTEXT;
        private int tokensPerRequest = TOKENS_PER_REQUEST;
        private int concurrency = CONCURRENCY;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The model.
         *
         * @param value its name on the server
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder model(String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("The model has no name");
            }
            model = value.strip();
            return this;
        }

        /**
         * Numbers per vector. Needed unless the model is one of OpenAI's.
         *
         * @param value a positive number
         * @return this builder
         */
        @Override
        public Builder dimension(int value) {
            return super.dimension(value);
        }

        /**
         * Whether requests name the dimension, for models that can give shorter vectors than their own. Not for models of
         * OpenAI, of which that is known.
         *
         * @param value false unless set
         * @return this builder
         */
        public Builder requestDimension(boolean value) {
            requestDimension = value;
            return this;
        }

        /**
         * Whether to ask for vectors as base64, which takes less time to read; answers in numbers are read all the same.
         *
         * @param value true unless set; false for a server that refuses to
         * @return this builder
         */
        public Builder base64(boolean value) {
            base64 = value;
            return this;
        }

        /**
         * What to put before texts that are stored, for models that want it, such as {@code "passage: "}.
         *
         * @param value nothing unless set; changes the fingerprint
         * @return this builder
         */
        public Builder documentPrefix(String value) {
            documentPrefix = value;
            return this;
        }

        /**
         * What to put before questions, such as {@code "query: "}.
         *
         * @param value nothing unless set
         * @return this builder
         */
        public Builder queryPrefix(String value) {
            queryPrefix = value;
            return this;
        }

        /**
         * The most texts in a request.
         *
         * @param value a positive number; {@value #INPUTS} unless set
         * @return this builder
         */
        public Builder inputs(int value) {
            inputs = value;
            return this;
        }

        /**
         * The most tokens in one text: the context of the model.
         *
         * @param value a positive number; {@value #CONTEXT} unless set, which suits OpenAI's models
         * @return this builder
         */
        public Builder tokensPerInput(int value) {
            tokensPerInput = value;
            return this;
        }

        /**
         * The most tokens in one request.
         *
         * @param value not below those of one text; {@value #TOKENS_PER_REQUEST} unless set
         * @return this builder
         */
        public Builder tokensPerRequest(int value) {
            tokensPerRequest = value;
            return this;
        }

        /**
         * How many requests at once the server can make good use of.
         *
         * @param value a positive number; {@value #CONCURRENCY} unless set
         * @return this builder
         */
        public Builder concurrency(int value) {
            concurrency = value;
            return this;
        }

        private EmbedderLimits limits() {
            return new EmbedderLimits(inputs, Math.max(tokensPerRequest, tokensPerInput), tokensPerInput, concurrency);
        }

        /**
         * Makes the embedder. Nothing is sent yet.
         *
         * @return the embedder; to be closed
         * @throws IllegalStateException if the model is missing, or its dimension is not known
         * @throws IllegalArgumentException if a number is out of range
         */
        public OpenAiEmbedder build() {
            String name = model;
            if (name == null) {
                throw new IllegalStateException("The model is missing");
            }
            Optional<KnownModel> known = KnownModel.of(name);
            EmbedderQuota usual = EmbedderQuota.builder()
                    .pricePerMillionTokens(known.map(KnownModel::price))
                    .build();
            return new OpenAiEmbedder(this, service(name, known), quota(usual));
        }

        private EmbeddingService service(String name, Optional<KnownModel> known) {
            URI url = baseUrl().orElse(OPENAI);
            int dimension = KnownModel.dimension(name, dimension());
            return new EmbeddingService(
                    url.getHost(),
                    url,
                    apiKey(),
                    new EmbedderFingerprint("openai-compatible", name, dimension, documentPrefix.strip()),
                    limits(),
                    known.map(one -> one.dimension() != dimension).orElse(requestDimension),
                    deadline());
        }
    }
}
