package io.syncline.core.adapter.embedding;

import static java.util.Objects.requireNonNull;

import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import java.util.function.ToIntFunction;
import org.immutables.value.Value;

/**
 * What the caller knows of a model that cannot tell it: the models of LangChain4j and Spring AI do not say how much a request may
 * hold, and tell their dimension by a request. Nothing here is guessed from an answer, so a sync plans the same before and after
 * its first request. Immutable and thread-safe.
 */
@Value.Immutable
public interface ModelFacts {

    /** What decides about the vectors. Vectors of different fingerprints are never compared, so a new name or variant embeds everything again. */
    EmbedderFingerprint fingerprint();

    /** What the service takes in one request. A text beyond it is refused and never cut, as long as the model refuses it too. */
    EmbedderLimits limits();

    /** What the account may send, and what it costs; without limits and price by default. */
    @Value.Default
    default EmbedderQuota quota() {
        return EmbedderQuota.builder().build();
    }

    /**
     * Counts the tokens of a text without a request, rather too many than too few; {@link TokenEstimate} by default. Called by several
     * threads at once.
     */
    @Value.Default
    default ToIntFunction<String> tokenCounter() {
        return TokenEstimate::of;
    }

    /** Starts a description. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ModelFacts}. Not thread-safe. */
    final class Builder extends ImmutableModelFacts.Builder {
        Builder() {}

        /**
         * Sets the fingerprint.
         *
         * @param provider who computes the vectors, such as {@code openai}
         * @param model the model and its version, such as {@code text-embedding-3-small}
         * @param dimension the numbers of a vector, positive
         * @return this builder
         * @throws IllegalArgumentException if the dimension is not positive
         */
        public Builder model(String provider, String model, int dimension) {
            return fingerprint(new EmbedderFingerprint(
                    requireNonNull(provider, "provider"), requireNonNull(model, "model"), dimension, ""));
        }
    }
}
