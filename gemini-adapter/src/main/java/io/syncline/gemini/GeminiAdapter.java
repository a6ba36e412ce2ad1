package io.syncline.gemini;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.embedding.http.HttpEmbedderOptions;
import java.util.List;

/** Declares the embedder of type {@code gemini} to configuration files. */
public final class GeminiAdapter implements AdapterProvider {

    /** For the service loader. */
    public GeminiAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<GeminiEmbedderBuilder> options = OptionSet.of(GeminiEmbedder::builder)
                .with(
                        Option.secret("api-key", "key of Google AI Studio")
                                .required()
                                .example("${GEMINI_API_KEY}"),
                        GeminiEmbedderBuilder::apiKey)
                .with(
                        Option.text("model", "`gemini-embedding-2` or `gemini-embedding-001`")
                                .defaultValue("gemini-embedding-2"),
                        GeminiEmbedderBuilder::model)
                .with(
                        Option.number("dimension", "numbers in a vector; Google recommends 768, 1536 or 3072")
                                .range("128 to 3072")
                                .defaultValue("3072"),
                        GeminiEmbedderBuilder::dimension)
                .with(
                        Option.text("base-url", "address of a proxy")
                                .confidential()
                                .defaultText("Google's own")
                                .example("https://generativelanguage.googleapis.com/v1beta"),
                        GeminiEmbedderBuilder::baseUrl);
        return List.of(Adapter.builder(AdapterKind.EMBEDDER, "gemini", HttpEmbedderOptions.addTo(options))
                .description("The models of Google's Gemini API, over the network")
                .opens(GeminiEmbedderBuilder::build));
    }
}
