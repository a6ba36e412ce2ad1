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

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        requirePositive("requestsPerMinute", requestsPerMinute());
        requirePositive("tokensPerMinute", tokensPerMinute());
        if (pricePerMillionTokens().map(price -> price.signum() < 0).orElse(false)) {
            throw new IllegalArgumentException("pricePerMillionTokens must not be negative, but is "
                    + pricePerMillionTokens().orElseThrow());
        }
    }

    private static void requirePositive(String name, OptionalLong value) {
        if (value.orElse(1) <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value.getAsLong());
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
