package io.syncline.core.port.embedding;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How much an embedder may be used, and what it costs. What is left empty is not limited, or not known. */
@Value.Immutable
public interface EmbedderQuota {

    /**
     * Requests that may begin within any minute.
     *
     * @return a positive number, or empty if they are not limited
     */
    OptionalLong requestsPerMinute();

    /**
     * Tokens, by the provider's count, that may be sent within any minute.
     *
     * @return a positive number, or empty if they are not limited
     */
    OptionalLong tokensPerMinute();

    /**
     * The list price, without free allowances and discounts.
     *
     * @return US dollars per million tokens, not negative, or empty if it is not known
     */
    Optional<BigDecimal> pricePerMillionTokens();

    /** Refuses what makes no sense. */
    @Value.Check
    default void check() {
        if (requestsPerMinute().orElse(1) <= 0 || tokensPerMinute().orElse(1) <= 0) {
            throw new IllegalArgumentException(
                    "A quota must be positive, not " + requestsPerMinute().orElse(0) + " requests and "
                            + tokensPerMinute().orElse(0) + " tokens a minute");
        }
        if (pricePerMillionTokens().map(price -> price.signum() < 0).orElse(false)) {
            throw new IllegalArgumentException("A price cannot be negative");
        }
    }

    /**
     * Starts a quota.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EmbedderQuota}; not thread-safe. */
    final class Builder extends ImmutableEmbedderQuota.Builder {
        Builder() {}
    }
}
