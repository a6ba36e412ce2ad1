package io.syncline.core.port;

import io.syncline.core.port.embedding.EmbedderQuota;

/**
 * The quota and the price of an embedder whose requests are counted: a second interface of an {@link Embedder}. The
 * engine keeps all of its requests to such an embedder within the quota, and reports what they cost.
 */
public interface Metered {

    /**
     * What is allowed and what it costs.
     *
     * @return the quota, the same at each call
     */
    EmbedderQuota quota();

    /**
     * How many tokens the provider is expected to count for each of {@link Embedder#tokens}, as long as it has reported none.
     * Plans go by it; requests are packed by the count itself, which is safe on the high side.
     *
     * @return a positive number, the same at each call; 1 by default
     */
    default double expectedRatio() {
        return 1;
    }
}
