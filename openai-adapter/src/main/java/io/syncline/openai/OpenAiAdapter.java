package io.syncline.openai;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.embedding.http.HttpEmbedderOptions;
import java.util.List;

/** Declares the embedder of type {@code openai-compatible} to configuration files. */
public final class OpenAiAdapter implements AdapterProvider {

    private enum Encoding {
        BASE64,
        FLOAT
    }

    /** For the service loader. */
    public OpenAiAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<OpenAiEmbedderBuilder> options = OptionSet.of(OpenAiEmbedder::builder)
                .with(
                        Option.text("model", "name of the model on the server")
                                .required()
                                .example("text-embedding-3-small"),
                        OpenAiEmbedderBuilder::model)
                .with(
                        Option.text("base-url", "address of the server, such as `http://localhost:8080/v1`")
                                .confidential()
                                .defaultText("OpenAI's own")
                                .example("http://localhost:8080/v1"),
                        OpenAiEmbedderBuilder::baseUrl)
                .with(
                        Option.secret("api-key", "key of the account")
                                .defaultText("none is sent")
                                .example("${OPENAI_API_KEY}"),
                        OpenAiEmbedderBuilder::apiKey)
                .with(
                        Option.number("dimension", "numbers in a vector")
                                .defaultText("the model's if it is OpenAI's, else required")
                                .example("1536"),
                        OpenAiEmbedderBuilder::dimension)
                .with(
                        Option.flag(
                                        "request-dimension",
                                        "whether requests name the dimension, for models that can shorten their vectors")
                                .defaultValue("false"),
                        OpenAiEmbedderBuilder::requestDimension);
        return List.of(
                Adapter.builder(AdapterKind.EMBEDDER, "openai-compatible", HttpEmbedderOptions.addTo(server(options)))
                        .description("Any server with the embeddings endpoint of OpenAI")
                        .opens(OpenAiEmbedderBuilder::build));
    }

    /** What the server and its model can do. */
    private static OptionSet<OpenAiEmbedderBuilder> server(OptionSet<OpenAiEmbedderBuilder> options) {
        return options.with(
                        Option.choice(
                                        "encoding",
                                        "form of the vectors in responses; some servers refuse `base64`",
                                        Encoding.class)
                                .defaultValue("base64"),
                        (builder, encoding) -> builder.base64(encoding == Encoding.BASE64))
                .with(
                        Option.verbatim("document-prefix", "text that the model expects before documents")
                                .example("'passage: '"),
                        OpenAiEmbedderBuilder::documentPrefix)
                .with(
                        Option.verbatim("query-prefix", "text that the model expects before queries")
                                .example("'query: '"),
                        OpenAiEmbedderBuilder::queryPrefix)
                .with(
                        Option.number("max-inputs", "the most texts in one request")
                                .range("1 to 10000000")
                                .defaultValue("512"),
                        OpenAiEmbedderBuilder::maxInputs)
                .with(
                        Option.number(
                                        "max-tokens-per-input",
                                        "context of the model in tokens; longer texts are never sent")
                                .range("16 to 10000000")
                                .defaultText("8000, or `max-tokens-per-request` if that is less")
                                .example("8000"),
                        OpenAiEmbedderBuilder::maxTokensPerInput)
                .with(
                        Option.number("max-tokens-per-request", "the most tokens in one request")
                                .range("16 to 10000000, at least `max-tokens-per-input`")
                                .defaultText("250000")
                                .example("250000"),
                        OpenAiEmbedderBuilder::maxTokensPerRequest)
                .with(
                        Option.number("concurrency", "the most requests in flight")
                                .range("1 to 1024")
                                .defaultValue("16"),
                        OpenAiEmbedderBuilder::concurrency);
    }
}
