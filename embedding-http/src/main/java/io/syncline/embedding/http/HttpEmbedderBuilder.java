package io.syncline.embedding.http;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderQuota;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The settings that all embedders over HTTP have. Each may be given once. Not thread-safe.
 *
 * @param <B> the builder of the embedder, which the methods return
 */
public abstract class HttpEmbedderBuilder<B extends HttpEmbedderBuilder<B>> {

    private static final String DEFAULT_VERSION = "/v1";
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

    private final String version;
    private final Setting<ApiKey> apiKey = Setting.named("apiKey");
    private final Setting<URI> baseUrl = Setting.named("baseUrl");
    private final Setting<Integer> dimension = Setting.named("dimension");
    private final Setting<Long> requestsPerMinute = Setting.named("requestsPerMinute");
    private final Setting<Long> tokensPerMinute = Setting.named("tokensPerMinute");
    private final Setting<BigDecimal> price = Setting.named("pricePerMillionTokens");
    private final Setting<Duration> deadline = Setting.named("deadline");

    /** A builder without settings, for a service whose endpoints are below {@code /v1}. */
    protected HttpEmbedderBuilder() {
        this(DEFAULT_VERSION);
    }

    /**
     * A builder without settings.
     *
     * @param version the path of a base URL that is given without one, such as {@code /v1}
     */
    protected HttpEmbedderBuilder(String version) {
        this.version = version;
    }

    /** This builder by its own type. */
    protected abstract B self();

    /**
     * The API key.
     *
     * @param value the key as the service issued it
     * @return this builder
     * @throws IllegalArgumentException if it is blank or cannot be sent; the message does not show it
     */
    public B apiKey(String value) {
        apiKey.set(ApiKey.of(requireNonNull(value, "apiKey")));
        return self();
    }

    /**
     * The base URL, instead of the service's own: a self-hosted server, a proxy, a regional host.
     *
     * @param value a URL such as {@code http://localhost:8080/v1}, to which the paths of endpoints are appended
     * @return this builder
     * @throws IllegalArgumentException if it is not an http or https URL
     */
    public B baseUrl(String value) {
        baseUrl.set(ServiceUrl.parse(requireNonNull(value, "baseUrl"), version));
        return self();
    }

    /**
     * The dimension of the vectors, instead of the model's default.
     *
     * @param value a positive number
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     */
    public B dimension(int value) {
        dimension.set((int) Limits.positive("dimension", value, Limits.DIMENSION));
        return self();
    }

    /**
     * The limit of requests per minute: what the account or the server allows, or the part of it for this process.
     *
     * @param value a positive number
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     */
    public B requestsPerMinute(long value) {
        requestsPerMinute.set(Limits.positive("requestsPerMinute", value, Limits.RATE));
        return self();
    }

    /**
     * The limit of tokens per minute.
     *
     * @param value a positive number
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or too large (see {@link Limits})
     */
    public B tokensPerMinute(long value) {
        tokensPerMinute.set(Limits.positive("tokensPerMinute", value, Limits.RATE));
        return self();
    }

    /**
     * The price, instead of the list price of the model if that is known.
     *
     * @param value US dollars per million tokens; 0 for a self-hosted server
     * @return this builder
     * @throws IllegalArgumentException if it is negative, or more than {@link Limits#AMOUNT}
     */
    public B pricePerMillionTokens(BigDecimal value) {
        price.set(Limits.amount("pricePerMillionTokens", value));
        return self();
    }

    /**
     * How long one request may take until its response is complete. 60 seconds by default.
     *
     * @param value a positive duration of at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or longer than a day
     */
    public B deadline(Duration value) {
        deadline.set(Limits.timeLimit("deadline", value));
        return self();
    }

    /** The API key. */
    protected final Setting<ApiKey> apiKey() {
        return apiKey;
    }

    /** The base URL. */
    protected final Setting<URI> baseUrl() {
        return baseUrl;
    }

    /** The dimension of the vectors. */
    protected final Setting<Integer> dimension() {
        return dimension;
    }

    /** How long one request may take. */
    protected final Duration deadline() {
        return deadline.or(DEFAULT_DEADLINE);
    }

    /**
     * The quota.
     *
     * @param defaults applies to what was not set
     * @return what the account may send and what it costs
     */
    protected final EmbedderQuota quota(EmbedderQuota defaults) {
        return EmbedderQuota.builder()
                .requestsPerMinute(orElse(requestsPerMinute, defaults.requestsPerMinute()))
                .tokensPerMinute(orElse(tokensPerMinute, defaults.tokensPerMinute()))
                .pricePerMillionTokens(price.optional().or(defaults::pricePerMillionTokens))
                .build();
    }

    private static OptionalLong orElse(Setting<Long> setting, OptionalLong other) {
        return setting.isSet() ? OptionalLong.of(setting.get()) : other;
    }
}
