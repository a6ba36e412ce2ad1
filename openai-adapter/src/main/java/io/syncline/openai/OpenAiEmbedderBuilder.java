package io.syncline.openai;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.HttpEmbedderBuilder;
import io.syncline.embedding.http.InputPrefixes;
import java.net.URI;
import java.util.Optional;

/**
 * Builds an {@link OpenAiEmbedder}. The model is required, and the dimension unless the model is one of OpenAI's. Not
 * thread-safe.
 */
public final class OpenAiEmbedderBuilder extends HttpEmbedderBuilder<OpenAiEmbedderBuilder> {

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final int DEFAULT_INPUTS = 512;
    private static final int DEFAULT_TOKENS_PER_INPUT = 8_000;
    private static final int DEFAULT_TOKENS_PER_REQUEST = 250_000;
    private static final int MIN_TOKENS = 16;
    private static final int DEFAULT_CONCURRENCY = 16;

    private final Setting<String> model = Setting.named("model");
    private final Setting<Boolean> requestDimension = Setting.named("requestDimension");
    private final Setting<Boolean> base64 = Setting.named("base64");
    private final Setting<String> documentPrefix = Setting.named("documentPrefix");
    private final Setting<String> queryPrefix = Setting.named("queryPrefix");
    private final Setting<Integer> maxInputs = Setting.named("maxInputs");
    private final Setting<Integer> maxTokensPerInput = Setting.named("maxTokensPerInput");
    private final Setting<Integer> maxTokensPerRequest = Setting.named("maxTokensPerRequest");
    private final Setting<Integer> concurrency = Setting.named("concurrency");

    OpenAiEmbedderBuilder() {}

    @Override
    protected OpenAiEmbedderBuilder self() {
        return this;
    }

    /**
     * The model.
     *
     * @param name its name on the server
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     * @throws IllegalStateException if it is a model of OpenAI that does not have the dimension that was set
     */
    public OpenAiEmbedderBuilder model(String name) {
        String stripped = requireNonNull(name, "model").strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("'model' must not be blank");
        }
        model.set(stripped);
        dimension().optional().ifPresent(this::requireDimension);
        return this;
    }

    /**
     * The dimension of the vectors. Required unless the model is one of OpenAI's.
     *
     * @param value a positive number
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     * @throws IllegalStateException if the model is one of OpenAI's that does not have it
     */
    @Override
    public OpenAiEmbedderBuilder dimension(int value) {
        super.dimension(value);
        requireDimension(value);
        return this;
    }

    private void requireDimension(int value) {
        knownModel().ifPresent(known -> known.requireDimension(value));
    }

    private Optional<OpenAiModel> knownModel() {
        return model.optional().flatMap(OpenAiModel::of);
    }

    /**
     * Whether requests name the dimension, for models that can produce shorter vectors than their default. Has no effect on
     * models of OpenAI, which are asked whenever the dimension differs from the default.
     *
     * @param value false by default
     * @return this builder
     */
    public OpenAiEmbedderBuilder requestDimension(boolean value) {
        requestDimension.set(value);
        return this;
    }

    /**
     * Whether to ask for vectors in base64, which is faster to read. Responses with arrays of numbers are understood in
     * either case.
     *
     * @param value true by default; false for a server that refuses base64
     * @return this builder
     */
    public OpenAiEmbedderBuilder base64(boolean value) {
        base64.set(value);
        return this;
    }

    /**
     * The prefix of documents, for models that want one, such as {@code "passage: "}. It is part of the fingerprint.
     *
     * @param value empty by default
     * @return this builder
     */
    public OpenAiEmbedderBuilder documentPrefix(String value) {
        documentPrefix.set(value);
        return this;
    }

    /**
     * The prefix of queries, such as {@code "query: "}.
     *
     * @param value empty by default
     * @return this builder
     */
    public OpenAiEmbedderBuilder queryPrefix(String value) {
        queryPrefix.set(value);
        return this;
    }

    /**
     * The maximum of texts in a request.
     *
     * @param value a positive number; {@value #DEFAULT_INPUTS} by default
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     */
    public OpenAiEmbedderBuilder maxInputs(int value) {
        maxInputs.set((int) Limits.positive("maxInputs", value, Limits.COUNT));
        return this;
    }

    /**
     * The maximum of tokens in one text: the context of the model.
     *
     * @param value a positive number; {@value #DEFAULT_TOKENS_PER_INPUT} by default, which suits the models of OpenAI
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     * @throws IllegalStateException if it exceeds {@link #maxTokensPerRequest(int)}
     */
    public OpenAiEmbedderBuilder maxTokensPerInput(int value) {
        maxTokensPerInput.set(tokens("maxTokensPerInput", value));
        requireInputFitsRequest();
        return this;
    }

    /**
     * The maximum of tokens in one request.
     *
     * @param value {@value #DEFAULT_TOKENS_PER_REQUEST} by default, or the maximum of one text if that is larger
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     * @throws IllegalStateException if it is less than {@link #maxTokensPerInput(int)}
     */
    public OpenAiEmbedderBuilder maxTokensPerRequest(int value) {
        maxTokensPerRequest.set(tokens("maxTokensPerRequest", value));
        requireInputFitsRequest();
        return this;
    }

    /** Fewer tokens hold no text worth searching for, and would make a request of each word. */
    private static int tokens(String setting, int value) {
        if (value < MIN_TOKENS || value > Limits.COUNT) {
            throw new IllegalArgumentException(
                    "'" + setting + "' must be from " + MIN_TOKENS + " to " + Limits.COUNT + ", but is " + value);
        }
        return value;
    }

    private void requireInputFitsRequest() {
        if (maxTokensPerInput.isSet()
                && maxTokensPerRequest.isSet()
                && maxTokensPerRequest.get() < maxTokensPerInput.get()) {
            throw new IllegalStateException("'maxTokensPerRequest' (" + maxTokensPerRequest.get()
                    + ") must not be less than 'maxTokensPerInput' (" + maxTokensPerInput.get() + ")");
        }
    }

    /**
     * How many concurrent requests the server handles well.
     *
     * @param value a positive number; {@value #DEFAULT_CONCURRENCY} by default
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     */
    public OpenAiEmbedderBuilder concurrency(int value) {
        concurrency.set((int) Limits.positive("concurrency", value, Limits.CONCURRENCY));
        return this;
    }

    String encoding() {
        return base64.or(true) ? "base64" : "float";
    }

    InputPrefixes prefixes() {
        return new InputPrefixes(documentPrefix.or(""), queryPrefix.or(""));
    }

    /**
     * Builds the embedder. It sends nothing yet.
     *
     * @return the embedder; to be closed
     * @throws IllegalStateException if the model is missing, or the dimension of a model that is not one of OpenAI's
     */
    public OpenAiEmbedder build() {
        Optional<OpenAiModel> known = knownModel();
        if (known.isPresent()) {
            return build(known, known.get().dimension());
        }
        Setting.require("An OpenAI-compatible embedder", model, dimension());
        return build(known, dimension().get());
    }

    private OpenAiEmbedder build(Optional<OpenAiModel> known, int defaultDimension) {
        int size = dimension().or(defaultDimension);
        boolean namesDimension = known.map(openAi -> openAi.dimension() != size).orElse(requestDimension.or(false));
        URI url = baseUrl().or(OPENAI);
        EmbeddingEndpoint endpoint = new EmbeddingEndpoint(
                url.getHost(),
                URI.create(url + "/embeddings"),
                apiKey().optional(),
                new EmbedderFingerprint(
                        "openai-compatible",
                        model.get(),
                        size,
                        prefixes().document().strip()),
                limits(),
                namesDimension,
                deadline());
        EmbedderQuota defaults = EmbedderQuota.builder()
                .pricePerMillionTokens(known.map(OpenAiModel::price))
                .build();
        return new OpenAiEmbedder(this, endpoint, quota(defaults));
    }

    private EmbedderLimits limits() {
        int perRequest = maxTokensPerRequest.or(DEFAULT_TOKENS_PER_REQUEST);
        int perInput = maxTokensPerInput.or(Math.min(DEFAULT_TOKENS_PER_INPUT, perRequest));
        return new EmbedderLimits(
                maxInputs.or(DEFAULT_INPUTS),
                Math.max(perRequest, perInput),
                perInput,
                concurrency.or(DEFAULT_CONCURRENCY));
    }
}
