package io.syncline.cli.wiring;

import io.syncline.cli.config.EmbedderConfig;
import io.syncline.core.port.Embedder;
import io.syncline.voyage.VoyageEmbedder;
import io.syncline.voyage.VoyageEmbedderBuilder;
import io.syncline.voyage.VoyageTier;

final class VoyageEmbedders {

    private VoyageEmbedders() {}

    static Embedder open(EmbedderConfig.Voyage config) {
        VoyageEmbedderBuilder builder =
                VoyageEmbedder.builder().apiKey(config.apiKey().reveal());
        config.model().ifPresent(builder::model);
        config.tier().map(VoyageEmbedders::tier).ifPresent(builder::tier);
        EmbedderConfig.Service service = config.service();
        service.baseUrl().ifPresent(builder::baseUrl);
        service.dimension().ifPresent(builder::dimension);
        service.requestsPerMinute().ifPresent(builder::requestsPerMinute);
        service.tokensPerMinute().ifPresent(builder::tokensPerMinute);
        service.price().ifPresent(builder::pricePerMillionTokens);
        service.deadline().ifPresent(builder::deadline);
        return builder.build();
    }

    private static VoyageTier tier(String name) {
        return switch (name) {
            case "free" -> VoyageTier.FREE;
            case "2" -> VoyageTier.TIER_2;
            case "3" -> VoyageTier.TIER_3;
            default -> VoyageTier.TIER_1;
        };
    }
}
