package io.syncline.voyage;

import io.syncline.core.port.EmbedderQuota;
import io.syncline.voyage.VoyageEmbedder.Tier;

/** What the tiers of an account allow. */
final class VoyageTiers {

    private static final long FREE_REQUESTS = 3;
    private static final long FREE_TOKENS = 10_000;
    private static final long SMALLEST_TOKENS = 3_000_000;

    private VoyageTiers() {}

    /** The quota of a tier; of a model whose limit is not known, the smallest that any model has. */
    static EmbedderQuota quota(VoyageModel model, Tier tier) {
        long tokens = model.tokensPerMinute().orElse(SMALLEST_TOKENS);
        return switch (tier) {
            case FREE -> quota(FREE_REQUESTS, FREE_TOKENS);
            case TIER_1 -> quota(VoyageModel.REQUESTS_PER_MINUTE, tokens);
            case TIER_2 -> quota(2 * VoyageModel.REQUESTS_PER_MINUTE, 2 * tokens);
            case TIER_3 -> quota(3 * VoyageModel.REQUESTS_PER_MINUTE, 3 * tokens);
        };
    }

    private static EmbedderQuota quota(long requests, long tokens) {
        return EmbedderQuota.builder()
                .requestsPerMinute(requests)
                .tokensPerMinute(tokens)
                .build();
    }
}
