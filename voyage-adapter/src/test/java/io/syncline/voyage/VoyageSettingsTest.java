package io.syncline.voyage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.embedding.http.ApiKey;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoyageSettingsTest {

    @Test
    void defaultsShouldBeVoyage4InItsDefaultDimension() {
        try (VoyageEmbedder embedder = build(builder -> builder)) {
            assertThat(embedder.fingerprint()).hasToString("voyage/voyage-4/1024");
            assertThat(embedder.limits().inputs()).isEqualTo(1000);
            assertThat(embedder.limits().tokensPerRequest()).isEqualTo(320_000);
            assertThat(embedder.limits().tokensPerInput()).isEqualTo(32_000);
            assertThat(embedder.retired()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "voyage-4-large, FREE, 3, 10000, 0.12",
        "voyage-4-large, TIER_1, 2000, 3000000, 0.12",
        "voyage-4, TIER_2, 4000, 16000000, 0.06",
        "voyage-4-lite, TIER_3, 6000, 48000000, 0.02",
        "voyage-code-2, TIER_1, 2000, 3000000, 0.12",
    })
    void quotaShouldBeThatOfTheTier(String model, VoyageTier tier, long requests, long tokens, BigDecimal price) {
        try (VoyageEmbedder embedder = build(builder -> builder.model(model).tier(tier))) {
            EmbedderQuota quota = embedder.quota();
            assertThat(quota.requestsPerMinute()).hasValue(requests);
            assertThat(quota.tokensPerMinute()).hasValue(tokens);
            assertThat(quota.pricePerMillionTokens().orElseThrow()).isEqualByComparingTo(price);
        }
    }

    @Test
    void explicitQuotaShouldTakePrecedenceOverTheTier() {
        try (VoyageEmbedder embedder =
                build(builder -> builder.requestsPerMinute(100).tokensPerMinute(50_000))) {
            assertThat(embedder.quota().requestsPerMinute()).hasValue(100);
            assertThat(embedder.quota().tokensPerMinute()).hasValue(50_000);
        }
    }

    @Test
    void priceShouldBeEmptyWhenItIsNotPublished() {
        try (VoyageEmbedder embedder = build(builder -> builder.model("voyage-code-4"))) {
            assertThat(embedder.quota().pricePerMillionTokens()).isEmpty();
        }
    }

    @Test
    void regionalHostShouldCostTenPercentMore() {
        try (VoyageEmbedder embedder = build(builder -> builder.baseUrl("https://eu.ai.mongodb.com/v1"))) {
            assertThat(embedder.quota().pricePerMillionTokens().orElseThrow()).isEqualByComparingTo("0.066");
        }
    }

    @Test
    void hostShouldDependOnThePrefixOfTheKey() {
        assertThat(VoyageUrls.of(ApiKey.of("pa-1"))).hasToString("https://api.voyageai.com/v1");
        assertThat(VoyageUrls.of(ApiKey.of("al-1"))).hasToString("https://ai.mongodb.com/v1");
    }

    @Test
    void legacyModelShouldHaveARetirementDate() {
        try (VoyageEmbedder embedder = build(builder -> builder.model("voyage-3-large"))) {
            assertThat(embedder.retired()).hasValue("2027-12-01");
        }
    }

    @Test
    void unknownModelShouldBeRefusedWithTheKnownNames() {
        assertThatThrownBy(() -> build(builder -> builder.model("voyage-9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage-9")
                .hasMessageContaining("voyage-4-lite");
    }

    @ParameterizedTest
    @CsvSource({"voyage-4, 384", "voyage-code-2, 1024"})
    void dimensionShouldBeRefusedWhenTheModelDoesNotHaveIt(String model, int dimension) {
        assertThatThrownBy(() -> build(builder -> builder.model(model).dimension(dimension)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(model)
                .hasMessageContaining(String.valueOf(dimension));
    }

    @Test
    void missingKeyShouldBeReported() {
        VoyageEmbedderBuilder builder = VoyageEmbedder.builder();
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apiKey");
    }

    @Test
    void quotaOfZeroShouldBeRefused() {
        assertThatThrownBy(() -> build(builder -> builder.requestsPerMinute(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dimensionShouldBeRefusedInEitherOrderByTheCallThatContradicts() {
        assertThatThrownBy(() -> VoyageEmbedder.builder().model("voyage-code-2").dimension(512))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> VoyageEmbedder.builder().dimension(512).model("voyage-code-2"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingShouldBeRefusedWhenItIsNullOrRepeated() {
        assertThatThrownBy(() -> VoyageEmbedder.builder().tier(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("tier");
        assertThatThrownBy(() -> VoyageEmbedder.builder().model("voyage-4").model("voyage-4"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'model'");
    }

    private static VoyageEmbedder build(UnaryOperator<VoyageEmbedderBuilder> settings) {
        return settings.apply(VoyageEmbedder.builder().apiKey("pa-test")).build();
    }
}
