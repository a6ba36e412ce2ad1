package io.syncline.http;

import io.syncline.core.port.EmbedderQuota;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The settings that all embedders over HTTP have. What is not set is left to the embedder. Not thread-safe.
 *
 * @param <B> the builder of the embedder, which its methods return
 */
public abstract class ServiceBuilder<B extends ServiceBuilder<B>> {

    private Optional<ApiKey> apiKey = Optional.empty();
    private Optional<URI> baseUrl = Optional.empty();
    private OptionalInt dimension = OptionalInt.empty();
    private OptionalLong requestsPerMinute = OptionalLong.empty();
    private OptionalLong tokensPerMinute = OptionalLong.empty();
    private Optional<BigDecimal> price = Optional.empty();
    private Duration deadline = Duration.ofSeconds(60);

    /** Nothing is set yet. */
    protected ServiceBuilder() {}

    /**
     * This builder by its own type.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * The key.
     *
     * @param value the key as the service gave it
     * @return this builder
     * @throws IllegalArgumentException if it cannot be a key; the message does not show it
     */
    public B apiKey(String value) {
        apiKey = Optional.of(ApiKey.of(value));
        return self();
    }

    /**
     * Where to ask, instead of the service's own address: a server of one's own, a proxy, a host of a region.
     *
     * @param value an address such as {@code http://localhost:8080/v1}, which its endpoints are below
     * @return this builder
     * @throws IllegalArgumentException if it is not an http or https address
     */
    public B baseUrl(String value) {
        baseUrl = Optional.of(ServiceUrl.parse(value));
        return self();
    }

    /**
     * Numbers per vector, instead of the model's own.
     *
     * @param value a positive number
     * @return this builder
     */
    public B dimension(int value) {
        dimension = OptionalInt.of(value);
        return self();
    }

    /**
     * Requests that may begin in any minute: what the account or the server allows, or the share of this process.
     *
     * @param value a positive number
     * @return this builder
     */
    public B requestsPerMinute(long value) {
        requestsPerMinute = OptionalLong.of(value);
        return self();
    }

    /**
     * Tokens that may be sent in any minute.
     *
     * @param value a positive number
     * @return this builder
     */
    public B tokensPerMinute(long value) {
        tokensPerMinute = OptionalLong.of(value);
        return self();
    }

    /**
     * The price, instead of the list price as far as one is known.
     *
     * @param value US dollars per million tokens, not negative; 0 for a server of one's own
     * @return this builder
     */
    public B pricePerMillionTokens(BigDecimal value) {
        price = Optional.of(value);
        return self();
    }

    /**
     * How long one request may take, 60 s unless set.
     *
     * @param value a positive duration
     * @return this builder
     */
    public B deadline(Duration value) {
        deadline = value;
        return self();
    }

    /**
     * The key.
     *
     * @return what was set
     */
    protected final Optional<ApiKey> apiKey() {
        return apiKey;
    }

    /**
     * Where to ask.
     *
     * @return what was set
     */
    protected final Optional<URI> baseUrl() {
        return baseUrl;
    }

    /**
     * Numbers per vector.
     *
     * @return what was set
     */
    protected final OptionalInt dimension() {
        return dimension;
    }

    /**
     * How long one request may take.
     *
     * @return what was set, or 60 s
     */
    protected final Duration deadline() {
        return deadline;
    }

    /**
     * What may be sent and what it costs.
     *
     * @param usual what holds where nothing was set
     * @return the quota
     * @throws IllegalArgumentException if a number is out of range
     */
    protected final EmbedderQuota quota(EmbedderQuota usual) {
        return EmbedderQuota.builder()
                .requestsPerMinute(requestsPerMinute.isPresent() ? requestsPerMinute : usual.requestsPerMinute())
                .tokensPerMinute(tokensPerMinute.isPresent() ? tokensPerMinute : usual.tokensPerMinute())
                .pricePerMillionTokens(price.or(usual::pricePerMillionTokens))
                .build();
    }
}
