package io.syncline.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.embedding.EmbedderQuota;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoyageTierTest {

    @ParameterizedTest
    @CsvSource({
        "FREE, voyage-4, 3, 10000",
        "TIER_1, voyage-4-large, 2000, 3000000",
        "TIER_1, voyage-4-lite, 2000, 16000000",
        "TIER_2, voyage-4, 4000, 16000000",
        "TIER_3, voyage-3.5-lite, 6000, 48000000",
        "TIER_2, voyage-code-4, 4000, 6000000",
    })
    void quotaShouldDependOnTierAndModel(VoyageTier tier, String model, long requests, long tokens) {
        EmbedderQuota quota = tier.quota(VoyageModel.of(model));

        assertThat(quota.requestsPerMinute()).hasValue(requests);
        assertThat(quota.tokensPerMinute()).hasValue(tokens);
        assertThat(quota.pricePerMillionTokens()).isEmpty();
    }
}
