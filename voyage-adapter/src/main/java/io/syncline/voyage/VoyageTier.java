package io.syncline.voyage;

import io.syncline.core.port.embedding.EmbedderQuota;

/** The usage tier of an account, which determines its rate limits. Voyage AI raises it with the amount paid so far. */
public enum VoyageTier {
    /** No payment method: 3 requests and 10,000 tokens per minute. */
    FREE,
    /** A payment method is on file. */
    TIER_1,
    /** At least 100 US dollars paid: twice the limits of tier 1. */
    TIER_2,
    /** At least 1,000 US dollars paid: three times the limits of tier 1. */
    TIER_3;

    private static final long FREE_REQUESTS = 3;
    private static final long FREE_TOKENS = 10_000;
    private static final long TIER_1_REQUESTS = 2_000;

    /** The lowest limit of all models, assumed for a model whose limit is not known. */
    private static final long LOWEST_TIER_1_TOKENS = 3_000_000;

    /** The rate limits for a model, without a price. */
    EmbedderQuota quota(VoyageModel model) {
        return switch (this) {
            case FREE -> quota(FREE_REQUESTS, FREE_TOKENS);
            case TIER_1 -> timesTier1(1, model);
            case TIER_2 -> timesTier1(2, model);
            case TIER_3 -> timesTier1(3, model);
        };
    }

    private static EmbedderQuota timesTier1(int factor, VoyageModel model) {
        return quota(factor * TIER_1_REQUESTS, factor * model.tokensPerMinute().orElse(LOWEST_TIER_1_TOKENS));
    }

    private static EmbedderQuota quota(long requests, long tokens) {
        return EmbedderQuota.builder()
                .requestsPerMinute(requests)
                .tokensPerMinute(tokens)
                .build();
    }
}
