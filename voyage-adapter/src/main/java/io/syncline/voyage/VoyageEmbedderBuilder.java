package io.syncline.voyage;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.HttpEmbedderBuilder;
import java.net.URI;

/** Builds a {@link VoyageEmbedder}. Only the API key is required. Not thread-safe. */
public final class VoyageEmbedderBuilder extends HttpEmbedderBuilder<VoyageEmbedderBuilder> {

    private static final VoyageModel DEFAULT_MODEL = VoyageModel.of("voyage-4");
    private static final int INPUTS = 1_000;
    private static final int CONCURRENCY = 32;

    private final Setting<VoyageModel> model = Setting.named("model");
    private final Setting<VoyageTier> tier = Setting.named("tier");

    VoyageEmbedderBuilder() {}

    @Override
    protected VoyageEmbedderBuilder self() {
        return this;
    }

    /**
     * The API key. A key with the prefix {@code al-} is from MongoDB, whose host is then the default base URL.
     *
     * @param value the key
     * @return this builder
     * @throws IllegalArgumentException if it is blank or cannot be sent; the message does not show it
     */
    @Override
    public VoyageEmbedderBuilder apiKey(String value) {
        return super.apiKey(value);
    }

    /**
     * The model. {@code voyage-4} by default.
     *
     * @param name its name
     * @return this builder
     * @throws IllegalArgumentException if it is not a text model of Voyage AI; the message lists those
     * @throws IllegalStateException if it does not have the dimension that was set
     */
    public VoyageEmbedderBuilder model(String name) {
        model.set(VoyageModel.of(requireNonNull(name, "model")));
        dimension().optional().ifPresent(model.get()::requireDimension);
        return this;
    }

    /**
     * The dimension of the vectors. The model's default, if it is not set.
     *
     * @param value one of the dimensions of the model
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if the model that was set does not have it
     */
    @Override
    public VoyageEmbedderBuilder dimension(int value) {
        super.dimension(value);
        model.optional().ifPresent(chosen -> chosen.requireDimension(value));
        return this;
    }

    /**
     * The usage tier of the account, which determines the rate limits that are not set explicitly. Tier 1 by default.
     *
     * @param value the tier
     * @return this builder
     */
    public VoyageEmbedderBuilder tier(VoyageTier value) {
        tier.set(value);
        return this;
    }

    /**
     * Builds the embedder. It sends nothing yet.
     *
     * @return the embedder; to be closed
     * @throws IllegalStateException if the API key is missing, or the default model does not have the dimension
     */
    public VoyageEmbedder build() {
        Setting.require("A Voyage AI embedder", apiKey());
        VoyageModel chosen = model.or(DEFAULT_MODEL);
        URI url = baseUrl().or(VoyageUrls.of(apiKey().get()));
        EmbedderQuota defaults = EmbedderQuota.builder()
                .from(tier.or(VoyageTier.TIER_1).quota(chosen))
                .pricePerMillionTokens(chosen.price().map(list -> list.multiply(VoyageUrls.priceFactor(url))))
                .build();
        return new VoyageEmbedder(chosen, endpoint(chosen, url), quota(defaults));
    }

    private EmbeddingEndpoint endpoint(VoyageModel chosen, URI url) {
        int size = dimension().or(chosen.defaultDimension());
        chosen.requireDimension(size);
        return new EmbeddingEndpoint(
                "Voyage AI",
                URI.create(url + "/embeddings"),
                apiKey().optional(),
                new EmbedderFingerprint("voyage", chosen.name(), size, ""),
                new EmbedderLimits(INPUTS, chosen.tokensPerRequest(), chosen.contextTokens(), CONCURRENCY),
                !chosen.fixed(),
                deadline());
    }
}
