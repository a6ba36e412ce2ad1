package io.syncline.voyage;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.embedding.http.HttpEmbedderOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Declares the embedder of type {@code voyage} to configuration files. */
public final class VoyageAdapter implements AdapterProvider {

    /** For the service loader. */
    public VoyageAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<VoyageEmbedderBuilder> options = OptionSet.of(VoyageEmbedder::builder)
                .with(
                        Option.secret("api-key", "key of a Voyage AI account; see [voyage.md](voyage.md)")
                                .required()
                                .example("${VOYAGE_API_KEY}"),
                        VoyageEmbedderBuilder::apiKey)
                .with(
                        Option.text("base-url", "address of the service; keys that begin with `al-` belong to MongoDB")
                                .confidential()
                                .defaultText("Voyage's own, or MongoDB's by the key")
                                .example("https://api.voyageai.com/v1"),
                        VoyageEmbedderBuilder::baseUrl)
                .with(
                        Option.text("model", "text model of Voyage AI").defaultValue("voyage-4"),
                        VoyageEmbedderBuilder::model)
                .with(
                        Option.number("dimension", "numbers in a vector")
                                .defaultText("the model's")
                                .example("1024"),
                        VoyageEmbedderBuilder::dimension)
                .with(
                        Option.choice(
                                        "tier",
                                        "usage tier of the account, which sets the limits below; `free` is an account without a payment method",
                                        tiers())
                                .defaultValue("1"),
                        VoyageEmbedderBuilder::tier);
        return List.of(Adapter.builder(AdapterKind.EMBEDDER, "voyage", HttpEmbedderOptions.addTo(options))
                .description("The models of Voyage AI, over the network")
                .opens(VoyageEmbedderBuilder::build));
    }

    private static Map<String, VoyageTier> tiers() {
        Map<String, VoyageTier> tiers = new LinkedHashMap<>();
        tiers.put("free", VoyageTier.FREE);
        tiers.put("1", VoyageTier.TIER_1);
        tiers.put("2", VoyageTier.TIER_2);
        tiers.put("3", VoyageTier.TIER_3);
        return tiers;
    }
}
